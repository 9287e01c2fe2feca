package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.stream.TrackedStream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One shard's storage engine as what a streaming processor reads from. */
final class EngineEventSource implements StreamableEventSource {

    private final EventStorageEngine engine;
    private final UnaryOperator<ShardToken> known;
    private final AtomicReference<@Nullable TrackedStream> open = new AtomicReference<>();

    /**
     * @param known adds to a token what the projection had no use for after it, which may be gone
     */
    EngineEventSource(EventStorageEngine engine, UnaryOperator<ShardToken> known) {
        this.engine = engine;
        this.known = known;
    }

    /** The position up to which nothing is left to process, as far as is known. */
    ShardToken passedAfter(ShardToken processed) {
        @Nullable TrackedStream stream = open.get();
        return stream == null ? processed : stream.passedAfter(processed);
    }

    /** What keeps the stream from going on, if anything does. */
    Optional<StreamBreak> broken() {
        @Nullable TrackedStream stream = open.get();
        return stream == null ? Optional.empty() : stream.broken();
    }

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        ShardToken position = known.apply(ShardToken.of(condition.position()));
        MessageStream<EventMessage> stream =
                engine.stream(
                        StreamingCondition.conditionFor(position, condition.criteria()), context);
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
