package io.nodepulse.trials.bench;

/** What can be measured alone, in the order in which all of it is. */
enum Part {
    QUERY,
    RIVALS,
    INGEST,
    FRESHNESS,
    HTTP,
    REBUILD,
    SIZE
}
