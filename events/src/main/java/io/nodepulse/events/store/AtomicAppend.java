package io.nodepulse.events.store;

import io.nodepulse.events.store.epoch.ShardMarker;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * An append of Axon's: nothing is written before its commit, which is one atomic call. Thread-safe.
 */
final class AtomicAppend implements AppendTransaction<ShardMarker> {

    private final Supplier<CompletableFuture<ShardMarker>> call;
    private final AtomicBoolean finished = new AtomicBoolean();

    AtomicAppend(Supplier<CompletableFuture<ShardMarker>> call) {
        this.call = call;
    }

    @Override
    public CompletableFuture<ShardMarker> commit(@Nullable ProcessingContext context) {
        return finished.getAndSet(true)
                ? CompletableFuture.failedFuture(
                        new IllegalStateException("already committed or rolled back"))
                : call.get();
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
            ShardMarker appended, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                appended.sequence() == 0 ? ConsistencyMarker.ORIGIN : appended);
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
        finished.set(true);
    }
}
