package io.nodepulse.commands.recordscrape;

import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Holds what it is given at first; later appends succeed and are gone, at no cost. */
final class DiscardingEngine implements EventStorageEngine {

    private static final AppendTransaction<ConsistencyMarker> DONE =
            new AppendTransaction<>() {
                @Override
                public CompletableFuture<ConsistencyMarker> commit(
                        @Nullable ProcessingContext context) {
                    return CompletableFuture.completedFuture(ConsistencyMarker.ORIGIN);
                }

                @Override
                public void rollback(@Nullable ProcessingContext context) {
                    // nothing was kept
                }

                @Override
                public CompletableFuture<ConsistencyMarker> afterCommit(
                        ConsistencyMarker committed, @Nullable ProcessingContext context) {
                    return CompletableFuture.completedFuture(committed);
                }
            };

    private final EventStorageEngine held = new InMemoryEventStorageEngine();

    DiscardingEngine(List<TaggedEventMessage<?>> events) {
        held.appendEvents(AppendCondition.none(), null, events)
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        return CompletableFuture.completedFuture(DONE);
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, @Nullable ProcessingContext context) {
        return held.source(condition, context);
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        return held.stream(condition, context);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return held.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return held.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return held.tokenAt(at, context);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("held", held);
    }
}
