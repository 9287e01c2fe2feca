package io.nodepulse.projections.process;

/**
 * Where one server's buckets begin: at whole multiples of their length since 1970, plus an offset
 * that is the server's own. A bucket holds the instants in (start, start + length].
 *
 * @param offsetMs the offset in milliseconds, the same for all tiers
 */
record TimeGrid(long offsetMs) {

    /** Start of the bucket that holds that instant, both in milliseconds since 1970. */
    long bucketOf(Tier tier, long instantMs) {
        return floor(tier, instantMs - 1);
    }

    /** Start of the bucket of that tier which holds the bucket of a lower tier with that start. */
    long parentOf(Tier parent, long bucketStartMs) {
        return floor(parent, bucketStartMs);
    }

    private long floor(Tier tier, long ms) {
        return Math.floorDiv(ms - offsetMs, tier.millis()) * tier.millis() + offsetMs;
    }
}
