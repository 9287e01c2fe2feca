package io.nodepulse.query.window;

/** The tables of closed buckets: one for all lengths that are kept alike. */
public enum BucketTable {
    MINUTES("minutes"),
    TENS("tens"),
    HOURS("hours"),
    DAYS("days");

    private final String ending;

    BucketTable(String ending) {
        this.ending = ending;
    }

    /** What its name in the schema ends with, behind what groups are made by. */
    public String ending() {
        return ending;
    }
}
