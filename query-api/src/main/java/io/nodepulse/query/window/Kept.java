package io.nodepulse.query.window;

/**
 * Since when closed buckets are kept, in milliseconds since 1970: those that begin before may be
 * gone. Longer ones are kept at least as long; 0 where none are gone.
 */
public record Kept(long minutesMillis, long tensMillis, long hoursMillis, long daysMillis) {

    public static final Kept ALL = new Kept(0, 0, 0, 0);

    /** For buckets of that length. */
    public long sinceMillis(BucketTier tier) {
        return switch (tier.table()) {
            case MINUTES -> minutesMillis;
            case TENS -> tensMillis;
            case HOURS -> hoursMillis;
            case DAYS -> daysMillis;
        };
    }

    /** The first edge of a minute from which buckets of that length are there. */
    long sinceMinute(BucketTier tier, Grid grid) {
        return grid.ceilOf(sinceMillis(tier));
    }
}
