package io.nodepulse.commands.server;

import static java.util.Objects.requireNonNull;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Handles one type of command: decides on what is known of the server, and appends what was decided
 * on the condition that it is all there is to know. Thread-safe.
 *
 * @param <C> the command
 * @param <E> the events it leads to
 */
final class DecidingHandler<C extends ServerCommand, E> implements CommandHandler {

    /** The answer to every command; what it led to is in the store. */
    private static final CommandResultMessage DONE =
            new GenericCommandResultMessage(new MessageType("Done"), "");

    private final Class<C> type;
    private final Decision<C, E> decision;
    private final BiFunction<List<E>, Metadata, List<TaggedEventMessage<?>>> toMessages;
    private final Servers servers;
    private final EventStores stores;

    DecidingHandler(
            Class<C> type,
            Decision<C, E> decision,
            BiFunction<List<E>, Metadata, List<TaggedEventMessage<?>>> toMessages,
            Servers servers,
            EventStores stores) {
        this.type = type;
        this.decision = decision;
        this.toMessages = toMessages;
        this.servers = servers;
        this.stores = stores;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(
            CommandMessage message, ProcessingContext context) {
        C command = type.cast(requireNonNull(message.payload()));
        CompletableFuture<CommandResultMessage> handled =
                servers.find(command.serverId())
                        .thenApply(
                                server ->
                                        decideAndAppend(
                                                command, message.metadata(), server, context));
        return MessageStream.fromFuture(handled);
    }

    private CommandResultMessage decideAndAppend(
            C command, Metadata metadata, KnownServer server, ProcessingContext context) {
        List<E> events = decision.decide(command, server.state());
        AppendCondition nothingSince =
                AppendCondition.withCriteria(Servers.criteriaOf(command.serverId()))
                        .withMarker(server.asOf());
        ConditionalAppend.append(
                context,
                stores.of(command.serverId()),
                nothingSince,
                toMessages.apply(events, metadata));
        return DONE;
    }
}
