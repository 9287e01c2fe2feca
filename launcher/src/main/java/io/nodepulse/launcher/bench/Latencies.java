package io.nodepulse.launcher.bench;

import java.util.Arrays;

/** Times of equal calls in nanoseconds. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;
    private int count;

    Latencies(int capacity) {
        nanos = new long[capacity];
    }

    void time(Runnable call) {
        long start = System.nanoTime();
        call.run();
        nanos[count++] = System.nanoTime() - start;
    }

    /** Times as many calls as there is room for. */
    void fill(Runnable call) {
        while (count < nanos.length) {
            time(call);
        }
    }

    /** The time within which that share of the calls ended. */
    double millis(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (share * count))] / NANOS_PER_MILLI;
    }
}
