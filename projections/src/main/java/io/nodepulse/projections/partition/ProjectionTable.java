package io.nodepulse.projections.partition;

/**
 * A table that a projection writes.
 *
 * @param name its name, without a schema
 * @param days what its day partitions go by
 */
public record ProjectionTable(String name, Days days) {

    /** What the day partitions of a table go by. */
    public enum Days {
        /** It has none: a row is replaced by the next one. */
        NONE,
        /** The time of a scrape. */
        OF_SCRAPE,
        /** The start of a bucket, whose end can be a day later. */
        OF_BUCKET_START
    }

    public boolean isPartitioned() {
        return days != Days.NONE;
    }
}
