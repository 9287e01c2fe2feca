package io.nodepulse.projections.stream;

import io.nodepulse.events.store.TrackedStream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** One shard's storage engine as what a streaming processor reads from. */
final class EngineEventSource implements StreamableEventSource {

    private final EventStorageEngine engine;
    private final AtomicReference<@Nullable TrackedStream> open = new AtomicReference<>();

    EngineEventSource(EventStorageEngine engine) {
        this.engine = engine;
    }

    /**
     * The sequence up to which nothing is left to process, as far as is known.
     *
     * @param processed sequence of the last event that was processed
     */
    long passedAfter(long processed) {
        @Nullable TrackedStream stream = open.get();
        return stream == null ? processed : stream.passedAfter(processed);
    }

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        MessageStream<EventMessage> stream = engine.stream(condition, context);
        open.set(stream instanceof TrackedStream tracked ? tracked : null);
        return stream;
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return engine.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return engine.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return engine.tokenAt(at, context);
    }
}
