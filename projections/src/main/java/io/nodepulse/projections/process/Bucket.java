package io.nodepulse.projections.process;

import static io.nodepulse.projections.process.BucketColumns.COUNT;
import static io.nodepulse.projections.process.BucketColumns.CPU_MAX_AT;
import static io.nodepulse.projections.process.BucketColumns.LAST_MS;
import static io.nodepulse.projections.process.BucketColumns.NAME_KEY;

/**
 * What the samples and intervals of one server in one stretch of time add up to, per process group.
 * Immutable; the arrays are shared, never written after construction.
 *
 * @param tier its length
 * @param startMs its exclusive start, in milliseconds since 1970
 * @param scrapes scrapes in it
 * @param coveredMs sum of the server's scrape-to-scrape intervals that end in it
 * @param lastScrapeMs time of its last scrape, in milliseconds since 1970
 * @param columns the table of {@link BucketColumns}, name keys ascending
 * @param figures optional figures in the same rows, in columns of {@link FigureParts}
 */
record Bucket(
        Tier tier,
        long startMs,
        int scrapes,
        long coveredMs,
        long lastScrapeMs,
        long[][] columns,
        SparseTable figures) {

    /** The same figures as part of a longer bucket that begins no later. */
    Bucket widened(Tier longer, long longerStartMs) {
        long[][] moved = columns.clone();
        long[] lastMs = columns[LAST_MS].clone();
        for (int i = 0; i < lastMs.length; i++) {
            lastMs[i] += startMs - longerStartMs;
        }
        moved[LAST_MS] = lastMs;
        long[] cpuMaxAt = columns[CPU_MAX_AT].clone();
        long seconds = BucketColumns.secondsInto(longerStartMs, startMs);
        for (int i = 0; i < cpuMaxAt.length; i++) {
            cpuMaxAt[i] += cpuMaxAt[i] == 0 ? 0 : seconds;
        }
        moved[CPU_MAX_AT] = cpuMaxAt;
        return new Bucket(longer, longerStartMs, scrapes, coveredMs, lastScrapeMs, moved, figures);
    }

    /** Both together; the other one covers the same stretch and holds only later scrapes. */
    Bucket plus(Bucket later) {
        long[] a = columns[NAME_KEY];
        long[] b = later.columns[NAME_KEY];
        long[][] out = new long[COUNT][unionSize(a, b)];
        boolean withFigures = !figures.isEmpty() || !later.figures.isEmpty();
        int[] rows = new int[withFigures ? out[NAME_KEY].length : 0];
        int[] laterRows = new int[rows.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < out[NAME_KEY].length; k++) {
            boolean inThis = j == b.length || i < a.length && a[i] <= b[j];
            boolean inLater = i == a.length || j < b.length && b[j] <= a[i];
            if (withFigures) {
                rows[k] = inThis ? i : -1;
                laterRows[k] = inLater ? j : -1;
            }
            if (inThis && inLater) {
                BucketColumns.combine(columns, i++, later.columns, j++, out, k);
            } else if (inThis) {
                copy(columns, i++, out, k);
            } else {
                copy(later.columns, j++, out, k);
            }
        }
        return new Bucket(
                tier,
                startMs,
                scrapes + later.scrapes,
                coveredMs + later.coveredMs,
                later.lastScrapeMs,
                out,
                withFigures
                        ? new FigureMerge(this, later, rows, laterRows).merged()
                        : SparseTable.NONE);
    }

    private static int unionSize(long[] a, long[] b) {
        int i = 0;
        int j = 0;
        int size = 0;
        while (i < a.length && j < b.length) {
            long order = a[i] - b[j];
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            size++;
        }
        return size + a.length - i + b.length - j;
    }

    private static void copy(long[][] from, int i, long[][] to, int k) {
        for (int c = 0; c < COUNT; c++) {
            to[c][k] = from[c][i];
        }
    }

    PackedBucket pack() {
        return new PackedBucket(
                tier,
                startMs,
                scrapes,
                coveredMs,
                lastScrapeMs,
                PackedTable.pack(columns),
                figures.pack());
    }
}
