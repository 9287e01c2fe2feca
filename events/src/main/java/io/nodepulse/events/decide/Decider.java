package io.nodepulse.events.decide;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.EventTypes;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Takes commands over Axon's bus, decides each on what its boundary's events tell, and appends what
 * follows within the command's unit of work, on the condition that this was all there is to know.
 * Where somebody else was faster the command is decided again, on the new state. Thread-safe once
 * all decisions are registered.
 *
 * <p>The condition is our own: Axon's event store transaction derives one from what was sourced in
 * the same unit of work, and here that may have been long before.
 *
 * @param <B> the commands of one boundary
 * @param <S> the state they are decided on
 */
public final class Decider<B, S> {

    /** Each lost race means that another command won one, so more than a few are no accident. */
    private static final int MAX_ATTEMPTS = 5;

    /** The answer to every command; what it led to is in the store. */
    private static final CommandResultMessage DONE =
            new GenericCommandResultMessage(new MessageType("Done"), "");

    /** What follows from a command, and what that was decided on. */
    private record Decided<S>(Known<S> known, List<?> events) {}

    private final CommandBus bus;
    private final Boundary<B, S> boundary;
    private final Map<Class<?>, MessageType> types = new ConcurrentHashMap<>();

    public Decider(CommandBus bus, Boundary<B, S> boundary) {
        this.bus = bus;
        this.boundary = boundary;
    }

    /** Registers what follows from one type of command. */
    public <C extends B> void register(Class<C> command, Decision<C, S> decision) {
        MessageType type = new MessageType(command.getSimpleName());
        bus.subscribe(
                type.qualifiedName(),
                (message, context) ->
                        MessageStream.fromFuture(
                                handle(
                                        command.cast(requireNonNull(message.payload())),
                                        decision,
                                        message,
                                        context)));
        types.put(command, type);
    }

    private <C extends B> CompletableFuture<CommandResultMessage> handle(
            C command, Decision<C, S> decision, CommandMessage message, ProcessingContext context) {
        return decide(command, decision)
                .thenCompose(decided -> made(decided, command, decision))
                .thenApply(
                        decided -> {
                            appendWith(
                                    context,
                                    command,
                                    decided.known(),
                                    decided.events(),
                                    message.metadata());
                            return DONE;
                        });
    }

    private <C extends B> CompletableFuture<Decided<S>> decide(C command, Decision<C, S> decision) {
        return boundary.find(command)
                .thenApply(known -> new Decided<>(known, decision.decide(command, known.state())));
    }

    /**
     * Where nothing follows, no append finds out that what was known is behind, so it is decided
     * again on what there is now.
     */
    private <C extends B> CompletableFuture<Decided<S>> made(
            Decided<S> decided, C command, Decision<C, S> decision) {
        if (!decided.events().isEmpty()) {
            return CompletableFuture.completedFuture(decided);
        }
        boundary.forget(command);
        return decide(command, decision);
    }

    /** Prepares the append before the unit of work commits, and commits it with it. */
    private void appendWith(
            ProcessingContext context,
            B command,
            Known<S> known,
            List<?> events,
            Metadata metadata) {
        AppendCondition nothingSince =
                AppendCondition.withCriteria(boundary.events(command)).withMarker(known.asOf());
        context.onPrepareCommit(
                preparing ->
                        boundary.engine(command)
                                .appendEvents(
                                        nothingSince,
                                        preparing,
                                        EventTypes.messages(events, metadata))
                                .thenAccept(append -> commitWith(preparing, append)));
    }

    private static void commitWith(ProcessingContext context, AppendTransaction<?> append) {
        context.onCommit(append::commit);
        context.onError((failed, phase, error) -> append.rollback(failed));
    }

    /**
     * Completes when the events that follow are on disk, or fails with the decision's refusal or
     * the store's error.
     */
    public CompletableFuture<Void> send(B command) {
        return send(command, Metadata.emptyInstance());
    }

    /**
     * The same.
     *
     * @param metadata of the command, and of the events that follow from it; samples take none
     */
    public CompletableFuture<Void> send(B command, Metadata metadata) {
        return send(command, metadata, 1);
    }

    private CompletableFuture<Void> send(B command, Metadata metadata, int attempt) {
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
                                boundary.forget(command);
                                return send(command, metadata, attempt + 1);
                            }
                            return CompletableFuture.failedFuture(cause);
                        })
                .thenCompose(Function.identity());
    }
}
