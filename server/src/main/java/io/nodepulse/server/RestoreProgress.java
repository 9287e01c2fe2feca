package io.nodepulse.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How far a restore is, a line every few seconds. Belongs to one thread. */
final class RestoreProgress {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private long last;

    /**
     * @param nanoTime a clock in nanoseconds, as {@link System#nanoTime}
     */
    RestoreProgress(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /**
     * Something was done with the segments of that shard.
     *
     * @param sequence of the event up to which it was
     */
    void at(int shard, String done, long sequence) {
        long now = nanoTime.getAsLong();
        if (now - last >= BETWEEN.toNanos()) {
            last = now;
            out.printf("shard %d: %s up to event %,d …%n", shard, done, sequence);
            out.flush();
        }
    }
}
