package io.nodepulse.query.top;

import java.util.Locale;

/** What processes are ranked by. */
public enum TopMetric {
    /** Average CPU percent over the time in which the process was watched. */
    CPU,
    /** Average resident set size over the samples of the process. */
    MEMORY;

    /** How a call names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
