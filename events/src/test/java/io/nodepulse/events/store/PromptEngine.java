package io.nodepulse.events.store;

import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.NullUnmarked;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An engine that is asked as it is, but whose commits have ended when they are handed out. Axon's
 * suite looks 50 ms after a commit whether it was refused, and does not wait for its end: {@code
 * untilAsserted(result::isDone)} takes any answer. On a busy machine Valkey answers later.
 */
@NullUnmarked
record PromptEngine(EventStorageEngine engine) implements EventStorageEngine {

    private static final long LONGEST_SECONDS = 60;

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        return ended(
                engine.appendEvents(condition, context, events).thenApply(PromptEngine::prompt));
    }

    private static <R> AppendTransaction<R> prompt(AppendTransaction<R> transaction) {
        return new AppendTransaction<>() {

            @Override
            public CompletableFuture<R> commit(ProcessingContext context) {
                return ended(transaction.commit(context));
            }

            @Override
            public void rollback(ProcessingContext context) {
                transaction.rollback(context);
            }

            @Override
            public CompletableFuture<ConsistencyMarker> afterCommit(
                    R result, ProcessingContext context) {
                return ended(transaction.afterCommit(result, context));
            }
        };
    }

    /** The same future; how it ended is for the suite to see. */
    private static <T> CompletableFuture<T> ended(CompletableFuture<T> future) {
        future.handle((result, error) -> "ended")
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
        return future;
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, ProcessingContext context) {
        return engine.source(condition, context);
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, ProcessingContext context) {
        return engine.stream(condition, context);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(ProcessingContext context) {
        return engine.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(ProcessingContext context) {
        return engine.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, ProcessingContext context) {
        return engine.tokenAt(at, context);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        engine.describeTo(descriptor);
    }
}
