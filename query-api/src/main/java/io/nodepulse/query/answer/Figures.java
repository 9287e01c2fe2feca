package io.nodepulse.query.answer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Rounding and units of the figures in answers. */
public final class Figures {

    private static final double BYTES_PER_MIB = 1024 * 1024;
    private static final double PERCENT = 100;

    private Figures() {}

    /** A percentage with 2 decimals; NaN stays NaN. */
    public static double percent(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 100) / 100.0;
    }

    /**
     * CPU percent, 100 being one core, held below what the host has: a counter read a little late
     * can claim more.
     */
    public static double cpuPercent(double value, @Nullable Integer cpuCores) {
        return percent(cpuCores == null ? value : Math.min(value, PERCENT * cpuCores));
    }

    /** The share of the whole host; NaN where its number of cores is not known. */
    public static double hostPercent(double value, @Nullable Integer cpuCores) {
        return cpuCores == null ? Double.NaN : percent(Math.min(value / cpuCores, PERCENT));
    }

    /** NaN stands for "no value", which JSON writes as null. */
    public static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    /** Seconds to the millisecond; NaN stays NaN. */
    public static double seconds(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 1_000) / 1_000.0;
    }

    public static double secondsOf(long millis) {
        return millis / 1_000.0;
    }

    /** Epoch milliseconds; 0 stands for "not known". */
    public static @Nullable Instant timeOrNull(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** MiB with 1 decimal. */
    public static double mebibytes(double bytes) {
        return Math.round(bytes / BYTES_PER_MIB * 10) / 10.0;
    }

    /** A share of 0 to 1 with 4 decimals. */
    public static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.round(Math.min(1, part / whole) * 10_000) / 10_000.0;
    }
}
