package io.nodepulse.events.store;

import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The contract, where everything that was appended is in segments before it is read, and nothing
 * but the indexes is left in Valkey.
 */
@NullUnmarked
class SegmentedEngineTest extends StorageEngineTestSuite<EventStorageEngine> {

    @TempDir static Path directory;

    private SegmentingStore segmenting;

    @Override
    protected EventStorageEngine buildStorageEngine() {
        segmenting = new SegmentingStore(directory);
        return new Archiving(new PromptEngine(segmenting.store().engine(0)), segmenting);
    }

    @AfterAll
    void closeStore() {
        segmenting.close();
    }

    @Override
    protected ProcessingContext processingContext() {
        return null;
    }

    /** Moves what is there into a segment whenever something is asked for. */
    private record Archiving(EventStorageEngine engine, SegmentingStore segmenting)
            implements EventStorageEngine {

        private EventStorageEngine archived() {
            if (!segmenting.store().shard(0).appends(0, 1).isEmpty()) {
                segmenting.makeSegment();
                segmenting.empty();
            }
            return engine;
        }

        @Override
        public CompletableFuture<AppendTransaction<?>> appendEvents(
                AppendCondition condition,
                ProcessingContext context,
                List<TaggedEventMessage<?>> events) {
            return engine.appendEvents(condition, context, events);
        }

        @Override
        public MessageStream<EventMessage> source(
                SourcingCondition condition, ProcessingContext context) {
            return archived().source(condition, context);
        }

        @Override
        public MessageStream<EventMessage> stream(
                StreamingCondition condition, ProcessingContext context) {
            return archived().stream(condition, context);
        }

        @Override
        public CompletableFuture<TrackingToken> firstToken(ProcessingContext context) {
            return archived().firstToken(context);
        }

        @Override
        public CompletableFuture<TrackingToken> latestToken(ProcessingContext context) {
            return archived().latestToken(context);
        }

        @Override
        public CompletableFuture<TrackingToken> tokenAt(Instant at, ProcessingContext context) {
            return archived().tokenAt(at, context);
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {
            engine.describeTo(descriptor);
        }
    }
}
