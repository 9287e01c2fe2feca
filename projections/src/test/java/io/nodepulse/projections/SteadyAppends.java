package io.nodepulse.projections;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Rounds of scrapes that arrive until it is closed, never far ahead of what is projected: a flood
 * would only have to be caught up with in the end.
 */
public final class SteadyAppends implements AutoCloseable {

    /** Batches of all shards are full all the same. */
    private static final long MOST_AHEAD = 600;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Runnable appendRound;
    private final LongSupplier appended;
    private final LongSupplier projected;
    private final CompletableFuture<Void> appender;
    private volatile boolean closed;

    /**
     * @param appended how many scrapes there are
     * @param projected how many of them are in the read model
     */
    public SteadyAppends(Runnable appendRound, LongSupplier appended, LongSupplier projected) {
        this.appendRound = appendRound;
        this.appended = appended;
        this.projected = projected;
        this.appender = CompletableFuture.runAsync(this::appendUntilClosed);
    }

    private void appendUntilClosed() {
        while (!closed) {
            appendRound.run();
            if (ahead() >= MOST_AHEAD) {
                await().atMost(LONGEST).until(() -> closed || ahead() < MOST_AHEAD);
            }
        }
    }

    private long ahead() {
        return appended.getAsLong() - projected.getAsLong();
    }

    /** Whether an append failed, after which none follows. */
    public boolean hasFailed() {
        return appender.isCompletedExceptionally();
    }

    /** Ends it, with the failure of an append if there was one. */
    @Override
    public void close() {
        closed = true;
        appender.join();
    }
}
