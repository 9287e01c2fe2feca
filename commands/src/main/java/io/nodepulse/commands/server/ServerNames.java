package io.nodepulse.commands.server;

import io.nodepulse.access.account.Sha256;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.decide.Followed;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The names that servers have. Which those are is told by the events of all shards; no append can
 * be made on a condition over several of them, so a name is reserved in Valkey while its server is
 * registered or renamed: of two that come at once, wherever they come, one is refused. Thread-safe.
 */
public final class ServerNames {

    /** Longer than anybody waits for the event store. */
    private static final Duration LONGEST_NAMING = Duration.ofMinutes(1);

    private final RedissonClient valkey;
    private final String prefix;

    /** By shard, the name of each server that there is. */
    private final List<Followed<Map<UUID, String>>> names;

    /**
     * @param namespace of the keys
     */
    public ServerNames(ValkeyEventStore store, String namespace) {
        this.valkey = store.connection();
        this.prefix = namespace + ":server-name:";
        this.names =
                IntStream.range(0, store.shards())
                        .mapToObj(
                                shard ->
                                        new Followed<Map<UUID, String>>(
                                                store,
                                                shard,
                                                EventTypes.ACT,
                                                ConcurrentHashMap::new,
                                                ServerNames::after))
                        .toList();
    }

    private static Map<UUID, String> after(Map<UUID, String> names, EventMessage event) {
        switch (event.payload()) {
            case ServerRegistered registered -> names.put(registered.serverId(), registered.name());
            case ServerRenamed renamed -> names.put(renamed.serverId(), renamed.name());
            case ServerRemoved removed -> names.remove(removed.serverId());
            case null, default -> {}
        }
        return names;
    }

    /**
     * Has that server called so, by its registration or later.
     *
     * @param naming returns when it is on disk
     * @throws Refused if there is one already and nobody said that there may be
     */
    public void give(UUID serverId, NewName name, Runnable naming) {
        if (name.mayBeTaken()) {
            naming.run();
            return;
        }
        RBucket<String> reservation = reserve(name.text());
        try {
            requireFree(name.text(), serverId);
            naming.run();
        } catch (EventStoreUnavailableException e) {
            // It may be called so yet: the reservation ends by itself.
            throw e;
        } catch (RuntimeException e) {
            end(reservation);
            throw e;
        }
        end(reservation);
    }

    private RBucket<String> reserve(String name) {
        RBucket<String> reservation =
                valkey.getBucket(prefix + Sha256.hex(name), StringCodec.INSTANCE);
        if (!ValkeyReply.to(() -> reservation.setIfAbsent("", LONGEST_NAMING))) {
            throw taken(name, "is just being made");
        }
        return reservation;
    }

    /** A server may always keep the name that it has. */
    private void requireFree(String name, UUID serverId) {
        List<UUID> bearers =
                names.stream()
                        .flatMap(ofShard -> ofShard.upToDate().state().entrySet().stream())
                        .filter(server -> server.getValue().equals(name))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!bearers.isEmpty() && !bearers.contains(serverId)) {
            throw taken(name, "is registered already");
        }
    }

    private static Refused taken(String name, String how) {
        return CommandRefusal.NAME_TAKEN
                .because(
                        "a server named %s %s: choose another name, or send \"%s\": true"
                                .formatted(name, how, NewName.MAY_BE_TAKEN))
                .naming("field", "name");
    }

    private static void end(RBucket<String> reservation) {
        ValkeyReply.to(reservation::delete);
    }
}
