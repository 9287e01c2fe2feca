package io.nodepulse.projections.host;

import java.util.Arrays;

/**
 * Average CPU of a host per two minutes over the last hour. Immutable; the arrays are shared, never
 * written after construction.
 *
 * @param percent average per bucket, oldest first, NaN without value
 * @param coveredMs milliseconds that the average of each bucket covers
 * @param untilMs end of the last bucket, in milliseconds since 1970
 */
record CpuAverages(float[] percent, int[] coveredMs, long untilMs) {

    static final int BUCKETS = 30;
    static final long BUCKET_MS = 2 * 60 * 1000L;

    /** Without any value, up to the bucket of that instant. */
    static CpuAverages emptyAt(long atMs) {
        float[] percent = new float[BUCKETS];
        Arrays.fill(percent, Float.NaN);
        return new CpuAverages(percent, new int[BUCKETS], endOfBucket(atMs));
    }

    private static long endOfBucket(long atMs) {
        return Math.ceilDiv(atMs, BUCKET_MS) * BUCKET_MS;
    }

    /** Moved on to the bucket of that instant, which is not before the last one. */
    CpuAverages movedTo(long atMs) {
        long until = endOfBucket(atMs);
        int steps = (int) Math.min(BUCKETS, (until - untilMs) / BUCKET_MS);
        if (steps == 0) {
            return this;
        }
        CpuAverages moved = emptyAt(atMs);
        System.arraycopy(percent, steps, moved.percent, 0, BUCKETS - steps);
        System.arraycopy(coveredMs, steps, moved.coveredMs, 0, BUCKETS - steps);
        return moved;
    }

    /** With an interval that ends at that instant. */
    CpuAverages with(long atMs, double intervalPercent, int intervalMs) {
        CpuAverages moved = movedTo(atMs);
        float[] percents = moved.percent.clone();
        int[] covered = moved.coveredMs.clone();
        int last = BUCKETS - 1;
        int before = covered[last];
        double sum = intervalPercent * intervalMs + (before == 0 ? 0.0 : percents[last] * before);
        covered[last] = before + intervalMs;
        percents[last] = (float) (sum / covered[last]);
        return new CpuAverages(percents, covered, moved.untilMs);
    }
}
