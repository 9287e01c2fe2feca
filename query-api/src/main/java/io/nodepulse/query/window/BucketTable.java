package io.nodepulse.query.window;

/** The tables of closed buckets: one for all lengths that are kept alike. */
public enum BucketTable {
    MINUTES("process_minutes"),
    TENS("process_tens"),
    HOURS("process_hours"),
    DAYS("process_days");

    private final String table;

    BucketTable(String table) {
        this.table = table;
    }

    /** Its name in the schema. */
    public String table() {
        return table;
    }
}
