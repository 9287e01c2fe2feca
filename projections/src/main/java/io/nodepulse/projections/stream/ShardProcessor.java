package io.nodepulse.projections.stream;

import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.EventTrackerStatus;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One projection's way along one shard, as far as this instance takes part in it. Thread-safe. */
public final class ShardProcessor {

    private final int shard;
    private final PooledStreamingEventProcessor axon;
    private final BatchingComponent component;

    ShardProcessor(int shard, PooledStreamingEventProcessor axon, BatchingComponent component) {
        this.shard = shard;
        this.axon = axon;
        this.component = component;
    }

    public int shard() {
        return shard;
    }

    /** The name its token is stored under. */
    public String name() {
        return axon.name();
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

    /** Whether this instance holds the shard and found nothing more to read when it last looked. */
    public boolean isCaughtUp() {
        return segment().map(EventTrackerStatus::isCaughtUp).orElse(false);
    }

    /** Why the last batch failed; empty once one has succeeded. */
    public Optional<String> error() {
        @Nullable Throwable error = component.lastError();
        return Optional.ofNullable(error)
                .map(each -> each.getClass().getSimpleName() + ": " + each.getMessage());
    }

    private Optional<EventTrackerStatus> segment() {
        return axon.processingStatus().values().stream().findFirst();
    }
}
