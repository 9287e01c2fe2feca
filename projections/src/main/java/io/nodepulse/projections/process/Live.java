package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * The last sample of each process group of one server that can still give an interval.
 *
 * @param asOfMs time of the server's last scrape, in milliseconds since 1970
 * @param intervalMs milliseconds since the scrape before, null for the first and after a gap
 * @param columns the table of this class's column constants, name keys ascending
 * @param figures last known optional figures in the same rows, in columns by their codes
 */
record Live(long asOfMs, @Nullable Integer intervalMs, long[][] columns, SparseTable figures) {

    static final int NAME_KEY = 0;
    static final int BEHIND_MS = 1;
    static final int NUM_PROCS = 2;
    static final int CPU_MICROS = 3;
    static final int RESIDENT_BYTES = 4;
    static final int CPU = 5;

    static final int COUNT = 6;

    /** Before the first scrape. */
    static Live none() {
        return new Live(Long.MIN_VALUE, null, new long[COUNT][0], SparseTable.NONE);
    }

    boolean isNone() {
        return asOfMs == Long.MIN_VALUE;
    }

    /**
     * @param keyframeMs see {@link PackedLive}
     */
    PackedLive pack(@Nullable Long keyframeMs) {
        return new PackedLive(
                asOfMs, intervalMs, keyframeMs, PackedTable.pack(columns), figures.pack());
    }
}
