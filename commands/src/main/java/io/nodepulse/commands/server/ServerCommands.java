package io.nodepulse.commands.server;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.ServerEvent;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Sends commands over Axon's bus. Where something else happened to the server at the same time, the
 * command is decided again on the new state. Thread-safe once all decisions are registered.
 */
public final class ServerCommands {

    /** Each lost race means that another command won one, so more than a few are no accident. */
    private static final int MAX_ATTEMPTS = 5;

    private final CommandBus bus;
    private final Servers servers;
    private final EventStores stores;
    private final Map<Class<?>, MessageType> types = new ConcurrentHashMap<>();

    public ServerCommands(CommandBus bus, Servers servers, EventStores stores) {
        this.bus = bus;
        this.servers = servers;
        this.stores = stores;
    }

    /** Registers a decision about a server's life. */
    public <C extends ServerCommand> void decideLife(
            Class<C> command, Decision<C, ServerEvent> decision) {
        register(command, decision, EventMessages::ofLife);
    }

    /** Registers a decision about one scrape of a server. */
    public <C extends ServerCommand> void decideScrape(
            Class<C> command, Decision<C, SampleEvent> decision) {
        register(command, decision, (events, metadata) -> EventMessages.ofScrape(events));
    }

    private <C extends ServerCommand, E> void register(
            Class<C> command,
            Decision<C, E> decision,
            BiFunction<List<E>, Metadata, List<TaggedEventMessage<?>>> toMessages) {
        MessageType type = new MessageType(command.getSimpleName());
        bus.subscribe(
                type.qualifiedName(),
                new DecidingHandler<>(command, decision, toMessages, servers, stores));
        types.put(command, type);
    }

    /**
     * Completes when the events that follow are on disk, or fails with the decision's refusal or
     * the store's error.
     */
    public CompletableFuture<Void> send(ServerCommand command) {
        return send(command, Metadata.emptyInstance());
    }

    /**
     * The same.
     *
     * @param metadata of the command, and of the events in a server's life that follow from it
     */
    public CompletableFuture<Void> send(ServerCommand command, Metadata metadata) {
        return send(command, metadata, 1);
    }

    private CompletableFuture<Void> send(ServerCommand command, Metadata metadata, int attempt) {
        MessageType type = types.get(command.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no decision is registered for " + command);
        }
        return bus.dispatch(new GenericCommandMessage(type, command, metadata), null)
                .<CompletableFuture<Void>>handle(
                        (result, failure) -> {
                            if (failure == null) {
                                return CompletableFuture.completedFuture(null);
                            }
                            Throwable cause = Failures.causeOf(failure);
                            if (cause instanceof AppendEventsTransactionRejectedException
                                    && attempt < MAX_ATTEMPTS) {
                                servers.forget(command.serverId());
                                return send(command, metadata, attempt + 1);
                            }
                            return CompletableFuture.failedFuture(cause);
                        })
                .thenCompose(Function.identity());
    }
}
