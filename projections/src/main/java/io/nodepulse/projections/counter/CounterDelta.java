package io.nodepulse.projections.counter;

/**
 * What a counter grew by between two readings: the one place where deltas are computed. Counters
 * are whole numbers here (CPU time in microseconds), so sums of deltas are exact in any order.
 */
public final class CounterDelta {

    /** The longest time between two readings, in milliseconds, that still gives a value. */
    public static final long MAX_GAP_MS = 5 * 60 * 1000L;

    private static final double MICROS_PER_SECOND = 1e6;

    private CounterDelta() {}

    /** A counter in seconds as whole microseconds. */
    public static long micros(double seconds) {
        return Math.round(seconds * MICROS_PER_SECOND);
    }

    /** The growth. A counter that fell started again from zero, so all it shows is growth. */
    public static long between(long before, long after) {
        return isReset(before, after) ? after : after - before;
    }

    public static boolean isReset(long before, long after) {
        return after < before;
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
