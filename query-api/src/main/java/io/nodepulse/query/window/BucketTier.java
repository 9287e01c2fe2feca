package io.nodepulse.query.window;

import java.time.Duration;

/**
 * The lengths of the read model's time buckets, from fine to coarse. Each divides the next, so a
 * coarse bucket is exactly a run of finer ones. Minutes count on the server's own {@link Grid}.
 */
public enum BucketTier {
    MINUTE(1, BucketTable.MINUTES),
    TEN_MINUTES(10, BucketTable.TENS),
    HOUR(60, BucketTable.HOURS),
    SIX_HOURS(360, BucketTable.HOURS),
    DAY(1_440, BucketTable.DAYS),
    THREE_DAYS(4_320, BucketTable.DAYS),
    TWELVE_DAYS(17_280, BucketTable.DAYS),
    FORTY_EIGHT_DAYS(69_120, BucketTable.DAYS);

    /** The longest there are. */
    public static final BucketTier COARSEST = FORTY_EIGHT_DAYS;

    private static final int PERCENT = 100;
    private static final BucketTier[] TIERS = values();

    private final int minutes;
    private final BucketTable table;

    BucketTier(int minutes, BucketTable table) {
        this.minutes = minutes;
        this.table = table;
    }

    public int minutes() {
        return minutes;
    }

    int seconds() {
        return 60 * minutes;
    }

    /** Where its closed buckets are. */
    public BucketTable table() {
        return table;
    }

    /** The coarsest tier of which a number of minutes is a multiple. */
    public static BucketTier dividing(int minutes) {
        BucketTier result = MINUTE;
        for (BucketTier tier : TIERS) {
            if (minutes % tier.minutes == 0) {
                result = tier;
            }
        }
        return result;
    }

    /** The tier to whose edges a range of this length may be rounded: 1 minute, or 1 % of it. */
    static BucketTier rounding(Duration length) {
        BucketTier result = MINUTE;
        for (BucketTier tier : TIERS) {
            if (tier.minutes <= length.dividedBy(PERCENT).toMinutes()) {
                result = tier;
            }
        }
        return result;
    }

    BucketTier next() {
        return TIERS[ordinal() + 1];
    }

    /** The last edge of this tier not after an edge of a minute. */
    long floor(long minute) {
        return Math.floorDiv(minute, minutes) * minutes;
    }

    /** The first edge of this tier not before an edge of a minute. */
    long ceil(long minute) {
        return Math.ceilDiv(minute, minutes) * minutes;
    }
}
