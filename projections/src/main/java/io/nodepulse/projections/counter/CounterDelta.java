package io.nodepulse.projections.counter;

/**
 * What a counter grew by between two readings: the one place where deltas are computed. Counters
 * are whole numbers here (CPU time in microseconds), so sums of deltas are exact in any order.
 */
public final class CounterDelta {

    /** The longest time between two readings, in milliseconds, that still gives a value. */
    public static final long MAX_GAP_MS = 5 * 60 * 1000L;

    /** The most that a counter falls by without a restart: ten clock ticks in microseconds. */
    static final long SMALL_FALL = 100_000;

    /** A fall of less than one part in so many may be a small one. */
    private static final long SMALL_FALL_PARTS = 100;

    private static final double MICROS_PER_SECOND = 1e6;

    private CounterDelta() {}

    /** A counter in seconds as whole microseconds. */
    public static long micros(double seconds) {
        return Math.round(seconds * MICROS_PER_SECOND);
    }

    /** The growth. A counter that was reset started again from zero, so all it shows is growth. */
    public static long between(long before, long after) {
        return isReset(before, after) ? after : Math.max(0, after - before);
    }

    /**
     * Whether the counter started again. The kernel's times of waiting for I/O, of guests and of
     * steal go back by a tick now and then (proc_stat(5)), so a fall of less than 1 % and of no
     * more than {@value #SMALL_FALL} is none: nothing that starts again comes so close.
     */
    public static boolean isReset(long before, long after) {
        long fall = before - after;
        return fall > 0 && (fall > SMALL_FALL || fall >= before / SMALL_FALL_PARTS);
    }

    /** Whether two readings that many milliseconds apart give a value. */
    public static boolean isCovered(long intervalMs) {
        return intervalMs > 0 && intervalMs <= MAX_GAP_MS;
    }

    /** CPU time over an interval in thousandths of a percent; 100 percent is one core. */
    public static long milliPercent(long cpuMicros, long intervalMs) {
        return Math.round(100.0 * cpuMicros / intervalMs);
    }
}
