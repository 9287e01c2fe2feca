package io.nodepulse.query.readmodel;

/** CPU rates in percent of one core, from the integers of the read model. */
public final class CpuRates {

    private static final double STEPS_PER_PERCENT = 1_000;
    private static final double PERCENT_PER_MICROS_PER_MILLI = 0.1;

    private CpuRates() {}

    /** From thousandths of a percent plus one; NaN for 0, which stands for none. */
    public static double percent(long stored) {
        return stored == 0 ? Double.NaN : (stored - 1) / STEPS_PER_PERCENT;
    }

    /** The average over intervals of a total length; NaN where there are none. */
    public static double averagePercent(long cpuMicros, long coveredMillis) {
        return coveredMillis == 0
                ? Double.NaN
                : cpuMicros * PERCENT_PER_MICROS_PER_MILLI / coveredMillis;
    }
}
