package io.nodepulse.projections.partition;

/**
 * A table that a projection writes.
 *
 * @param name its name, without a schema
 * @param days what its partitions go by
 */
public record ProjectionTable(String name, Days days) {

    /** What the partitions of a table go by, how long each is, and what may reach past its end. */
    public enum Days {
        /** It has none: a row is replaced by the next one. */
        NONE(Stretch.DAY, 0),
        /** The time of a scrape. */
        OF_SCRAPE(Stretch.DAY, 0),
        /**
         * The start of a bucket of a minute. The day more lets a range of all that is kept begin.
         */
        OF_MINUTES(Stretch.DAY, 1),
        /** The start of a bucket of 10 minutes; the day more as above. */
        OF_TENS(Stretch.WEEK, 1),
        /** The start of a bucket of 1 or 6 hours. */
        OF_HOURS(Stretch.MONTH, 1),
        /** The start of a bucket of up to 48 days. */
        OF_DAYS(Stretch.YEAR, 48);

        private final Stretch stretch;
        private final int daysMore;

        Days(Stretch stretch, int daysMore) {
            this.stretch = stretch;
            this.daysMore = daysMore;
        }

        /** The length of a partition. */
        public Stretch stretch() {
            return stretch;
        }

        /** How many days past its end a partition is kept. */
        int daysMore() {
            return daysMore;
        }
    }

    public boolean isPartitioned() {
        return days != Days.NONE;
    }

    /** Whether its rows are closed buckets. */
    public boolean isOfBuckets() {
        return isPartitioned() && days != Days.OF_SCRAPE;
    }
}
