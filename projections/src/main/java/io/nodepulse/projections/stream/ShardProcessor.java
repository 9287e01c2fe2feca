package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.stream.TrackedStream;

import org.axonframework.messaging.core.QualifiedName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One projection's way along one shard, as far as this instance takes part in it. Thread-safe. */
public final class ShardProcessor {

    private final int shard;
    private final String name;
    private final BatchTransactions batches;
    private final Supplier<ShardFollower> runs;

    /** The present run, or the last one; null before the first. */
    private volatile @Nullable ShardFollower run;

    private volatile boolean wanted;

    /**
     * @param name the name that its token is stored under
     * @param runs a new run each time
     */
    ShardProcessor(
            int shard, String name, BatchTransactions batches, Supplier<ShardFollower> runs) {
        this.shard = shard;
        this.name = name;
        this.batches = batches;
        this.runs = runs;
    }

    public int shard() {
        return shard;
    }

    /** The name its token is stored under. */
    public String name() {
        return name;
    }

    Set<QualifiedName> supportedEvents() {
        return batches.supportedEvents();
    }

    /**
     * Begins where its token stands, as soon as the read model answers and the shard is free, with
     * nothing remembered; after a stop, as soon as the batch is done that was under way.
     */
    public synchronized void start() {
        wanted = true;
        endOf(run).thenRun(this::runIfWanted);
    }

    /** Begins anew where its token stands, unless it is stopped. */
    synchronized void restart() {
        if (wanted) {
            stop();
            start();
        }
    }

    private synchronized void runIfWanted() {
        if (wanted && endOf(run).isDone()) {
            batches.forget();
            ShardFollower next = runs.get();
            Thread.ofPlatform().daemon().name("projection-" + name).start(next);
            run = next;
        }
    }

    private static CompletableFuture<Void> endOf(@Nullable ShardFollower run) {
        return run == null ? CompletableFuture.completedFuture(null) : run.ended();
    }

    /** Ends after the batch that is under way; the future completes then. */
    public synchronized CompletableFuture<Void> stop() {
        wanted = false;
        @Nullable ShardFollower present = run;
        return present == null ? endOf(null) : present.end();
    }

    public boolean isRunning() {
        return wanted;
    }

    private Optional<TrackedStream> following() {
        return Optional.ofNullable(run).map(ShardFollower::following);
    }

    /** Whether this instance holds the shard, and not another one. */
    public boolean holdsShard() {
        return following().isPresent();
    }

    /**
     * How far it is: beyond its token lie events that it has nothing to do with.
     *
     * @param token its stored token
     */
    public ShardToken passed(ShardToken token) {
        return following().map(stream -> stream.passedAfter(token)).orElse(token);
    }

    /** What keeps it from going on, if anything does; only where this instance holds the shard. */
    public Optional<StreamBreak> broken() {
        return following().flatMap(TrackedStream::broken);
    }

    /** The time that the last event of the last committed batch bears. */
    public Optional<Instant> lastEventAt() {
        return batches.lastEventAt();
    }

    /** Sequence of the last event that is known to be committed, 0 before the shard is claimed. */
    long committed() {
        return batches.committed();
    }

    /** How many batches have failed since the start; each is tried again. */
    public long failures() {
        return batches.failures();
    }

    /** Why it does not get on; empty once it does, or where another instance holds the shard. */
    public Optional<String> error() {
        return Optional.ofNullable(run)
                .map(ShardFollower::failure)
                .map(each -> each.getClass().getSimpleName() + ": " + each.getMessage());
    }
}
