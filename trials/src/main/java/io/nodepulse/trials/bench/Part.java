package io.nodepulse.trials.bench;

import java.util.Locale;

/** What can be measured alone, in the order in which all of it is. */
enum Part {
    QUERY,
    YEAR,
    RIVALS,
    SEGMENTS,
    INGEST,
    FRESHNESS,
    HTTP,
    REBUILD,
    SIZE;

    /** As in the report. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
