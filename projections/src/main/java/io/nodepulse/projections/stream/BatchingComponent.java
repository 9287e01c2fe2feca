package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;

import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventHandler;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands a projector all events of an Axon batch at once. Axon calls per event; the events wait in
 * the processing context, and are projected before its transaction commits.
 */
final class BatchingComponent implements EventHandlingComponent {

    private static final MessageStream.Empty<Message> DONE = MessageStream.empty();

    private final ResourceKey<List<EventMessage>> batchKey = ResourceKey.withLabel("batch");
    private final AtomicReference<@Nullable Throwable> lastError = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> lastEventAt = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private final Projector projector;
    private final ReadModelWatch watch;
    private final Set<QualifiedName> supported;

    BatchingComponent(Projector projector, ReadModelWatch watch) {
        this.projector = projector;
        this.watch = watch;
        this.supported = projector.supportedEvents();
    }

    @Override
    public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
        context.computeResourceIfAbsent(batchKey, () -> begin(context)).add(event);
        return DONE;
    }

    private List<EventMessage> begin(ProcessingContext context) {
        List<EventMessage> batch = new ArrayList<>();
        context.onError(
                (failed, phase, error) -> {
                    projector.forget();
                    lastError.set(error);
                    failures.incrementAndGet();
                });
        watch.beginBatch(projector::forget);
        context.runOnPrepareCommit(
                preparing -> {
                    Runnable committed = projector.project(batch);
                    preparing.runOnAfterCommit(
                            after -> {
                                committed.run();
                                TrackingToken.fromContext(after)
                                        .map(ShardToken::of)
                                        .ifPresent(token -> watch.committed(token.sequence()));
                                lastError.set(null);
                                lastEventAt.set(batch.getLast().timestamp());
                            });
                });
        return batch;
    }

    /** The time that the last event of the last committed batch bears. */
    Optional<Instant> lastEventAt() {
        return Optional.ofNullable(lastEventAt.get());
    }

    /** How many batches have failed since the start; each is tried again. */
    long failures() {
        return failures.get();
    }

    /** The read model was replaced: whatever the projector remembers of it is in doubt. */
    void forget() {
        watch.forget();
        projector.forget();
    }

    /** Sequence of the last event that this instance has committed, 0 before the first. */
    long committed() {
        return watch.committed();
    }

    /** What the last batch failed with, null if it was committed. */
    @Nullable Throwable lastError() {
        return lastError.get();
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return supported;
    }

    /** One segment per shard: everything is in sequence. */
    @Override
    public Object sequenceIdentifierFor(EventMessage event, ProcessingContext context) {
        return "shard";
    }

    @Override
    public EventHandlingComponent subscribe(QualifiedName name, EventHandler handler) {
        throw new UnsupportedOperationException("the projector handles all events itself");
    }
}
