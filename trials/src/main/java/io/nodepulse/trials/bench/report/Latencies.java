package io.nodepulse.trials.bench.report;

import java.util.Arrays;

/** Times of equal calls in nanoseconds. Not thread-safe. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos;
    private int count;

    /**
     * @param expected how many calls there will be, more or less
     */
    public Latencies(int expected) {
        nanos = new long[expected];
    }

    public void add(long callNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = callNanos;
    }

    public void time(Runnable call) {
        long start = System.nanoTime();
        call.run();
        add(System.nanoTime() - start);
    }

    public int count() {
        return count;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** The time within which that share of the calls ended. */
    public double millis(double share) {
        if (count == 0) {
            throw new IllegalStateException("no call was timed");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (share * count))] / NANOS_PER_MILLI;
    }
}
