package io.nodepulse.commands.server;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerEvent;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The servers by their events. A registered server's state is kept in memory, since each of its
 * scrapes asks for it; it may be out of date, which the append finds out: it is made on the
 * condition that the server has no event after {@link KnownServer#asOf}. Thread-safe.
 */
public final class Servers {

    private final EventStores stores;
    private final Executor loading;

    /** Grows to the number of registered servers at most: unknown ids are not kept. */
    private final Map<UUID, KnownServer> known = new ConcurrentHashMap<>();

    /**
     * @param stores where the events are
     * @param loading where to wait for them, as sourcing blocks and a load may be asked for by the
     *     very thread that brings the store's answers
     */
    public Servers(EventStores stores, Executor loading) {
        this.stores = stores;
        this.loading = loading;
    }

    /** The server as it was last seen by this process, or else by the store. */
    public CompletableFuture<KnownServer> find(UUID serverId) {
        KnownServer kept = known.get(serverId);
        return kept != null ? CompletableFuture.completedFuture(kept) : load(serverId);
    }

    /** The server as the store sees it now. */
    public CompletableFuture<KnownServer> load(UUID serverId) {
        return CompletableFuture.supplyAsync(() -> source(serverId), loading)
                .thenCompose(Function.identity())
                .thenApply(server -> keep(serverId, server));
    }

    private CompletableFuture<KnownServer> source(UUID serverId) {
        return stores.of(serverId)
                .source(SourcingCondition.conditionFor(criteriaOf(serverId)), null)
                .reduce(
                        new KnownServer(ServerState.UNREGISTERED, ConsistencyMarker.ORIGIN),
                        Servers::evolve);
    }

    /** Drops what this process knows, because it is out of date. */
    void forget(UUID serverId) {
        known.remove(serverId);
    }

    /** Matches every event of the server's life, and none of its samples. */
    static EventCriteria criteriaOf(UUID serverId) {
        return EventCriteria.havingTags(EventTypes.serverTag(serverId.toString()));
    }

    private static KnownServer evolve(KnownServer server, MessageStream.Entry<EventMessage> entry) {
        ConsistencyMarker marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
        if (marker != null) {
            return new KnownServer(server.state(), marker);
        }
        ServerEvent event = (ServerEvent) requireNonNull(entry.message().payload());
        return new KnownServer(server.state().evolve(event), server.asOf());
    }

    private KnownServer keep(UUID serverId, KnownServer server) {
        if (server.state().registered()) {
            known.put(serverId, server);
        }
        return server;
    }
}
