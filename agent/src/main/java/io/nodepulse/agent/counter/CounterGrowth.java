package io.nodepulse.agent.counter;

/**
 * What a counter grew by between two readings: the one place of the agent where differences are
 * taken, by the rules that the server has too. A counter that was reset started again from zero, so
 * all it shows is growth; a small fall is no reset and no growth.
 */
public final class CounterGrowth {

    /** The most that a CPU time falls by without a reset, in seconds: ten clock ticks. */
    public static final double SMALL_FALL_SECONDS = 0.1;

    /** The most that a number of bytes, packets or requests falls by without a reset. */
    public static final double SMALL_FALL_COUNT = 100_000;

    private static final double SMALL_PART = 0.01;

    private CounterGrowth() {}

    /** The growth, at least 0. */
    public static double between(double before, double after, double smallFall) {
        return isReset(before, after, smallFall) ? after : Math.max(0, after - before);
    }

    /**
     * Whether the counter started again: it fell by 1 % or more, or by more than {@code smallFall}.
     * The kernel's times of waiting for I/O, of guests and of steal go back by a tick now and then
     * (proc_stat(5)).
     */
    public static boolean isReset(double before, double after, double smallFall) {
        double fall = before - after;
        return fall > 0 && (fall > smallFall || fall >= before * SMALL_PART);
    }
}
