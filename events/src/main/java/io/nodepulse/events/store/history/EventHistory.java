package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRenamed;

import org.axonframework.messaging.eventstreaming.Tag;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** The past of servers and of the system itself, over all shards. Thread-safe. */
public final class EventHistory {

    private final List<ShardHistory> shards;
    private final ToIntFunction<UUID> shardOf;

    /**
     * @param shards by their numbers
     * @param shardOf the number of a server's shard
     */
    public EventHistory(List<ShardHistory> shards, ToIntFunction<UUID> shardOf) {
        this.shards = shards;
        this.shardOf = shardOf;
    }

    /**
     * The samples of that server and exporter that were taken in {@code [from, to]}, oldest first,
     * read as it is iterated: from segments what retention took from Valkey, and from there the
     * rest.
     *
     * @param after samples up to this sequence are passed over; 0 for none
     */
    public Iterator<HistoryItem> samples(
            UUID serverId, Exporter exporter, Instant from, Instant to, long after) {
        return new ServerHistory(
                of(serverId), new ArchivedHistory.Wanted(serverId, exporter, from, to, after));
    }

    /** Whether that server was ever registered. */
    public boolean isRegistered(UUID serverId) {
        return of(serverId).reader().tags().any(EventTypes.serverTag(serverId.toString()));
    }

    /**
     * What it was called last, also where it was removed since; empty where it was never
     * registered, or where that cannot be read.
     */
    public Optional<String> nameOf(UUID serverId) {
        ShardHistory shard = of(serverId);
        Tag tag = EventTypes.serverTag(serverId.toString());
        return shard.reader().tags().after(tag, 0).stream()
                .map(sequence -> givenName(shard, sequence))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }

    private static Optional<String> givenName(ShardHistory shard, long sequence) {
        return shard.reader()
                .holding(sequence)
                .filter(shard.decoder()::isReadable)
                .flatMap(shard.decoder()::decodeIfKept)
                .map(entry -> entry.message(sequence).payload())
                .flatMap(EventHistory::givenName);
    }

    private static Optional<String> givenName(Object event) {
        return switch (event) {
            case ServerRegistered registered -> Optional.of(registered.name());
            case ServerRenamed renamed -> Optional.of(renamed.name());
            default -> Optional.empty();
        };
    }

    /**
     * What the events of accounts tell of somebody.
     *
     * @param who as {@link io.nodepulse.events.administration.Actor#name}
     */
    public PersonTraces tracesOf(String who) {
        return PersonTraces.of(shards.get(EventTypes.ACCOUNT_SHARD), who);
    }

    /** What administrators did, newest first, read as it is iterated. */
    public Iterator<AuditLogEntry> auditLog() {
        return new MergedAuditLogs(shards.stream().map(AuditLogReader::new).toList());
    }

    private ShardHistory of(UUID serverId) {
        return shards.get(shardOf.applyAsInt(serverId));
    }
}
