package io.nodepulse.commands.server;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.decide.Boundary;
import io.nodepulse.events.decide.Known;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
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
 * condition that the server has no event after {@link Known#asOf}. Thread-safe.
 */
public final class Servers implements Boundary<ServerCommand, ServerLife> {

    private final EventStores stores;
    private final Executor loading;

    /** Grows to the number of registered servers at most: unknown ids are not kept. */
    private final Map<UUID, Known<ServerLife>> known = new ConcurrentHashMap<>();

    /**
     * @param stores where the events are
     * @param loading where to wait for them, as sourcing blocks and a load may be asked for by the
     *     very thread that brings the store's answers
     */
    public Servers(EventStores stores, Executor loading) {
        this.stores = stores;
        this.loading = loading;
    }

    /** Every event of the server's life, and none of its samples. */
    @Override
    public EventCriteria events(ServerCommand command) {
        return lifeOf(command.serverId());
    }

    private static EventCriteria lifeOf(UUID serverId) {
        return EventCriteria.havingTags(EventTypes.serverTag(serverId.toString()));
    }

    @Override
    public EventStorageEngine engine(ServerCommand command) {
        return stores.of(command.serverId());
    }

    @Override
    public CompletableFuture<Known<ServerLife>> find(ServerCommand command) {
        return find(command.serverId());
    }

    /** The server as it was last seen by this process, or else by the store. */
    public CompletableFuture<Known<ServerLife>> find(UUID serverId) {
        Known<ServerLife> kept = known.get(serverId);
        return kept != null ? CompletableFuture.completedFuture(kept) : load(serverId);
    }

    @Override
    public void forget(ServerCommand command) {
        known.remove(command.serverId());
    }

    /** The server as the store sees it now. */
    public CompletableFuture<Known<ServerLife>> load(UUID serverId) {
        return CompletableFuture.supplyAsync(() -> source(serverId), loading)
                .thenCompose(Function.identity())
                .thenApply(server -> keep(serverId, server));
    }

    private CompletableFuture<Known<ServerLife>> source(UUID serverId) {
        return stores.of(serverId)
                .source(SourcingCondition.conditionFor(lifeOf(serverId)), null)
                .reduce(
                        Known.nothing(ServerLife.UNREGISTERED),
                        (server, entry) -> server.after(entry, Servers::evolve));
    }

    private static ServerLife evolve(ServerLife state, EventMessage event) {
        return state.evolve(
                (ServerEvent) requireNonNull(event.payload()),
                Actor.of(event.metadata()).map(Actor::name).orElse(null));
    }

    private Known<ServerLife> keep(UUID serverId, Known<ServerLife> server) {
        if (server.state().registered()) {
            known.put(serverId, server);
        } else {
            known.remove(serverId);
        }
        return server;
    }
}
