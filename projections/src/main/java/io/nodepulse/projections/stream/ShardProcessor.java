package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One projection's way along one shard, as far as this instance takes part in it. Thread-safe. */
public final class ShardProcessor {

    private final int shard;
    private final PooledStreamingEventProcessor axon;
    private final EngineEventSource source;
    private final BatchingComponent component;

    ShardProcessor(
            int shard,
            PooledStreamingEventProcessor axon,
            EngineEventSource source,
            BatchingComponent component) {
        this.shard = shard;
        this.axon = axon;
        this.source = source;
        this.component = component;
    }

    public int shard() {
        return shard;
    }

    /** The name its token is stored under. */
    public String name() {
        return axon.name();
    }

    Set<QualifiedName> supportedEvents() {
        return component.supportedEvents();
    }

    public void start() {
        axon.start().join();
    }

    /** Ends after the batch that is under way; the future completes then. */
    public CompletableFuture<Void> stop() {
        return axon.shutdown();
    }

    public boolean isRunning() {
        return axon.isRunning();
    }

    /** Whether this instance holds the shard, and not another one. */
    public boolean holdsShard() {
        return !axon.processingStatus().isEmpty();
    }

    /**
     * How far it is: beyond its token lie events that it has nothing to do with.
     *
     * @param token its stored token
     */
    public ShardToken passed(ShardToken token) {
        return holdsShard() ? source.passedAfter(token) : token;
    }

    /** What keeps it from going on, if anything does; only where this instance holds the shard. */
    public Optional<StreamBreak> broken() {
        return holdsShard() ? source.broken() : Optional.empty();
    }

    /** The time that the last event of the last committed batch bears. */
    public Optional<Instant> lastEventAt() {
        return component.lastEventAt();
    }

    /** Sequence of the last event that this instance has committed, 0 before the first. */
    long committed() {
        return component.committed();
    }

    /** How many batches have failed since the start; each is tried again. */
    public long failures() {
        return component.failures();
    }

    /** The read model was replaced, while this was stopped. */
    public void forget() {
        component.forget();
    }

    /** Why the last batch failed; empty once one has succeeded. */
    public Optional<String> error() {
        @Nullable Throwable error = component.lastError();
        return Optional.ofNullable(error)
                .map(each -> each.getClass().getSimpleName() + ": " + each.getMessage());
    }
}
