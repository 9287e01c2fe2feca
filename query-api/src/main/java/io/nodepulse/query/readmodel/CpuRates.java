package io.nodepulse.query.readmodel;

/**
 * The stored form of a CPU rate that may be missing: 0 for none, else one more than thousandths of
 * a percent.
 */
public final class CpuRates {

    private static final double STEPS_PER_PERCENT = 1_000;

    private CpuRates() {}

    /** Percent of one core; NaN for none. */
    public static double percent(long stored) {
        return stored == 0 ? Double.NaN : (stored - 1) / STEPS_PER_PERCENT;
    }
}
