package io.nodepulse.query.readmodel;

/** The columns of a bucket's packed table, in their stored order; units are in the names. */
public enum BucketColumn {
    NAME_KEY,
    CPU_MICROS,
    CPU_COVERED_MILLIS,
    /** One more than thousandths of a percent; 0 stands for none. */
    CPU_MAX,
    /** Thousandths of a percent that the lowest lies below the highest. */
    CPU_MIN_GAP,
    RESETS,
    SAMPLES,
    RESIDENT_MAX_BYTES,
    RESIDENT_MIN_GAP_BYTES,
    /** Samples times the highest, less the sum. */
    RESIDENT_SUM_GAP_BYTES,
    /** After the start of the bucket. */
    LAST_SAMPLE_MILLIS,
    LAST_NUM_PROCS,
    /** As {@link #CPU_MAX}, of the interval that ends in the last sample. */
    LAST_CPU,
    RESIDENT_LAST_GAP_BYTES,
    /** One more than seconds from that of the bucket's start; 0 stands for none or not known. */
    CPU_MAX_AT
}
