package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ProjectionTable.Days;

/** The tables of closed buckets: one for all lengths that are kept alike. */
enum ClosedBuckets {
    MINUTES("process_minutes", Days.OF_MINUTES),
    TENS("process_tens", Days.OF_TENS),
    HOURS("process_hours", Days.OF_HOURS),
    DAYS("process_days", Days.OF_DAYS);

    private final ProjectionTable table;

    ClosedBuckets(String name, Days days) {
        this.table = new ProjectionTable(name, days);
    }

    ProjectionTable table() {
        return table;
    }
}
