package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.ProjectionTable.Days;

/** The tables of closed buckets: one for all lengths that are kept alike. */
enum ClosedBuckets {
    MINUTES("minutes", Days.OF_MINUTES),
    TENS("tens", Days.OF_TENS),
    HOURS("hours", Days.OF_HOURS),
    DAYS("days", Days.OF_DAYS);

    private final String ending;
    private final Days days;

    ClosedBuckets(String ending, Days days) {
        this.ending = ending;
        this.days = days;
    }

    /** What the table's name ends with, behind that of its {@link Grouping}. */
    String ending() {
        return ending;
    }

    Days days() {
        return days;
    }
}
