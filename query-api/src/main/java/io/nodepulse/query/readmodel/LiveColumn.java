package io.nodepulse.query.readmodel;

/** The columns of a live row's packed table, in their stored order; units are in the names. */
public enum LiveColumn {
    NAME_KEY,
    /** How long before the last scrape; 0 for a process that is running. */
    BEHIND_MILLIS,
    NUM_PROCS,
    CPU_MICROS,
    RESIDENT_BYTES,
    /** One more than thousandths of a percent; 0 stands for none. */
    CPU
}
