package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ServerRegistered;

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
     * read as it is iterated.
     *
     * @param after samples up to this sequence are passed over; 0 for none
     */
    public Iterator<HistoryItem> samples(
            UUID serverId, Exporter exporter, Instant from, Instant to, long after) {
        ShardHistory shard = of(serverId);
        return new ServerHistory(
                shard, shard.scrapes().between(serverId, exporter, from, to), after);
    }

    /** Whether that server was ever registered. */
    public boolean isRegistered(UUID serverId) {
        return of(serverId).reader().tags().any(EventTypes.serverTag(serverId.toString()));
    }

    /** What it was registered as; empty where it never was, or where that cannot be read. */
    public Optional<String> nameOf(UUID serverId) {
        ShardHistory shard = of(serverId);
        Tag tag = EventTypes.serverTag(serverId.toString());
        return shard.reader().tags().after(tag, 0).stream()
                .map(sequence -> registeredName(shard, sequence))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> registeredName(ShardHistory shard, long sequence) {
        return shard.reader()
                .holding(sequence)
                .filter(shard.decoder()::isReadable)
                .flatMap(shard.decoder()::decodeIfKept)
                .map(entry -> entry.message(sequence).payload())
                .filter(ServerRegistered.class::isInstance)
                .map(registered -> ((ServerRegistered) registered).name());
    }

    /** What administrators did, newest first, read as it is iterated. */
    public Iterator<AuditLogEntry> auditLog() {
        return new MergedAuditLogs(shards.stream().map(AuditLogReader::new).toList());
    }

    private ShardHistory of(UUID serverId) {
        return shards.get(shardOf.applyAsInt(serverId));
    }
}
