package io.nodepulse.agent.memory;

import java.time.Duration;

/**
 * Gives back, from time to time, the memory that only the start or a rare event needed: garbage and
 * pages of the runtime's files. Used by one thread.
 */
public final class ColdPages {

    /** By then the connection to the server stands and the hot code is compiled. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    /** What a new TLS handshake, a status report or an outage touched goes back, too. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Runnable drop;
    private long dueNanos;

    /** Starts the time to the first return. */
    public ColdPages(long nowNanos) {
        ReadOnlyPages pages = new ReadOnlyPages();
        this(
                nowNanos,
                () -> {
                    pages.cut();
                    System.gc();
                    pages.drop();
                });
    }

    ColdPages(long nowNanos, Runnable drop) {
        this.dueNanos = nowNanos + FIRST.toNanos();
        this.drop = drop;
    }

    /** Milliseconds until there is something to give back, rounded up; 0 where that is due. */
    public long millisUntilDue(long nowNanos) {
        return Math.max(0, Math.ceilDiv(dueNanos - nowNanos, NANOS_PER_MILLI));
    }

    /** Gives back what is not used, where it is time for that. */
    public void dropWhenDue(long nowNanos) {
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + INTERVAL.toNanos();
            drop.run();
        }
    }
}
