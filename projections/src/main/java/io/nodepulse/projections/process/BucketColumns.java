package io.nodepulse.projections.process;

/** The columns of a bucket's packed table; README.md says what each means. */
final class BucketColumns {

    static final int NAME_KEY = 0;
    static final int CPU_MICROS = 1;
    static final int CPU_COVERED_MS = 2;
    static final int CPU_MAX = 3;
    static final int CPU_MIN_GAP = 4;
    static final int RESETS = 5;
    static final int SAMPLES = 6;
    static final int RESIDENT_MAX = 7;
    static final int RESIDENT_MIN_GAP = 8;
    static final int RESIDENT_SUM_GAP = 9;
    static final int LAST_MS = 10;
    static final int LAST_NUM_PROCS = 11;
    static final int LAST_CPU = 12;
    static final int RESIDENT_LAST_GAP = 13;

    /** One more than seconds; 0 stands for none, and for not known. */
    static final int CPU_MAX_AT = 14;

    static final int COUNT = 15;

    private static final long MS_PER_SECOND = 1_000;

    private BucketColumns() {}

    /**
     * Row {@code k} of {@code out} becomes row {@code i} of an earlier and row {@code j} of a later
     * bucket taken together; times of both count from the same start.
     */
    static void combine(long[][] a, int i, long[][] b, int j, long[][] out, int k) {
        out[NAME_KEY][k] = a[NAME_KEY][i];
        out[CPU_MICROS][k] = a[CPU_MICROS][i] + b[CPU_MICROS][j];
        out[CPU_COVERED_MS][k] = a[CPU_COVERED_MS][i] + b[CPU_COVERED_MS][j];
        out[RESETS][k] = a[RESETS][i] + b[RESETS][j];
        out[SAMPLES][k] = a[SAMPLES][i] + b[SAMPLES][j];
        out[LAST_MS][k] = b[LAST_MS][j];
        out[LAST_NUM_PROCS][k] = b[LAST_NUM_PROCS][j];
        out[LAST_CPU][k] = b[LAST_CPU][j];
        combineCpuRange(a, i, b, j, out, k);
        combineResident(a, i, b, j, out, k);
    }

    /** Whole seconds from the one that a bucket starts in to the one that an instant lies in. */
    static long secondsInto(long bucketStartMs, long instantMs) {
        return Math.floorDiv(instantMs, MS_PER_SECOND)
                - Math.floorDiv(bucketStartMs, MS_PER_SECOND);
    }

    private static void combineCpuRange(long[][] a, int i, long[][] b, int j, long[][] out, int k) {
        long maxA = a[CPU_MAX][i];
        long maxB = b[CPU_MAX][j];
        long max = Math.max(maxA, maxB);
        // A maximum of 0 stands for no value at all, and then has no say in the minimum.
        long minA = maxA == 0 ? max : maxA - a[CPU_MIN_GAP][i];
        long minB = maxB == 0 ? max : maxB - b[CPU_MIN_GAP][j];
        out[CPU_MAX][k] = max;
        out[CPU_MAX_AT][k] = maxB > maxA ? b[CPU_MAX_AT][j] : a[CPU_MAX_AT][i];
        out[CPU_MIN_GAP][k] = max - Math.min(minA, minB);
    }

    private static void combineResident(long[][] a, int i, long[][] b, int j, long[][] out, int k) {
        long max = Math.max(a[RESIDENT_MAX][i], b[RESIDENT_MAX][j]);
        long belowA = max - a[RESIDENT_MAX][i];
        long belowB = max - b[RESIDENT_MAX][j];
        out[RESIDENT_MAX][k] = max;
        out[RESIDENT_MIN_GAP][k] =
                Math.max(belowA + a[RESIDENT_MIN_GAP][i], belowB + b[RESIDENT_MIN_GAP][j]);
        out[RESIDENT_SUM_GAP][k] =
                a[RESIDENT_SUM_GAP][i]
                        + a[SAMPLES][i] * belowA
                        + b[RESIDENT_SUM_GAP][j]
                        + b[SAMPLES][j] * belowB;
        out[RESIDENT_LAST_GAP][k] = belowB + b[RESIDENT_LAST_GAP][j];
    }
}
