package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Commits a shard's batches: rows and token in one transaction, or neither. Used by one thread at a
 * time, but how it went may be asked by any.
 */
final class BatchTransactions {

    private final AtomicReference<@Nullable Instant> lastEventAt = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private final Projector projector;
    private final ReadModelWatch watch;
    private final ShardClaim claim;
    private final TransactionTemplate transactions;

    BatchTransactions(
            Projector projector,
            ReadModelWatch watch,
            ShardClaim claim,
            TransactionTemplate transactions) {
        this.projector = projector;
        this.watch = watch;
        this.claim = claim;
        this.transactions = transactions;
    }

    Set<QualifiedName> supportedEvents() {
        return projector.supportedEvents();
    }

    /** The shard was claimed, with a token of that sequence: the next batch follows on it. */
    void claimed(long sequence) {
        watch.claimed(sequence);
    }

    /** After a failure nothing of the batch is there, or all of it: the stored token tells. */
    void commit(Batch batch) {
        try {
            List<Runnable> committed =
                    Objects.requireNonNull(transactions.execute(status -> project(batch)));
            committed.forEach(Runnable::run);
            watch.committed(batch.token().sequence());
            lastEventAt.set(batch.lastEventAt());
        } catch (RuntimeException | Error e) {
            projector.forget();
            failures.incrementAndGet();
            throw e;
        }
    }

    private List<Runnable> project(Batch batch) {
        watch.beginBatch(projector::forget);
        List<Runnable> committed = new ArrayList<>();
        batch.parts().forEach(events -> committed.add(projector.project(events)));
        claim.store(batch.token());
        return committed;
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

    /** Sequence of the last event that is known to be committed, 0 before the shard is claimed. */
    long committed() {
        return watch.committed();
    }
}
