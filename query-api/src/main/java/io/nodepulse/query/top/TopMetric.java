package io.nodepulse.query.top;

import java.util.Locale;

/** What processes are ranked by. */
public enum TopMetric {
    /**
     * CPU time in the window, and so the average over the time that scrapes cover the server: what
     * was eaten, by however short a process.
     */
    CPU,
    /** Average resident set size over the samples of the process. */
    MEMORY;

    /** How a call names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
