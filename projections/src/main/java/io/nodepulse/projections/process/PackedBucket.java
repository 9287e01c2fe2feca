package io.nodepulse.projections.process;

/**
 * A bucket as its row in {@code process_open} or {@code process_buckets} holds it.
 *
 * @param tier its length
 * @param startMs its exclusive start, in milliseconds since 1970
 * @param scrapes scrapes in it
 * @param coveredMs sum of the server's scrape-to-scrape intervals that end in it
 * @param lastScrapeMs time of its last scrape, in milliseconds since 1970
 * @param cells the packed table of {@link BucketColumns}
 * @param figures the optional figures in the same rows, {@link SparseTable#NO_BYTES} where there
 *     are none
 */
record PackedBucket(
        Tier tier,
        long startMs,
        int scrapes,
        long coveredMs,
        long lastScrapeMs,
        byte[] cells,
        byte[] figures) {

    Bucket unpack() {
        return new Bucket(
                tier,
                startMs,
                scrapes,
                coveredMs,
                lastScrapeMs,
                PackedTable.unpack(cells, BucketColumns.COUNT),
                SparseTable.unpack(figures));
    }
}
