package io.nodepulse.projections.process;

import static io.nodepulse.projections.process.FigureParts.COVERED_GAP;
import static io.nodepulse.projections.process.FigureParts.GROWTH;
import static io.nodepulse.projections.process.FigureParts.LAST_GAP;
import static io.nodepulse.projections.process.FigureParts.MAX;
import static io.nodepulse.projections.process.FigureParts.SUM_GAP;
import static io.nodepulse.projections.process.FigureParts.UNKNOWN;

import io.nodepulse.events.ProcessMetric;

import org.jspecify.annotations.Nullable;

/**
 * The optional figures of two buckets taken together. A bucket without any of a figure does not
 * know it of any of its samples.
 *
 * @param earlier the one
 * @param later the other
 * @param earlierRows for each row of both together its row in the earlier one, or -1
 * @param laterRows the same in the later one
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, compared nowhere
record FigureMerge(Bucket earlier, Bucket later, int[] earlierRows, int[] laterRows) {

    SparseTable merged() {
        SparseTable.Builder to = new SparseTable.Builder();
        for (ProcessMetric metric : FigureParts.KEPT) {
            Side a = new Side(earlier, metric);
            Side b = new Side(later, metric);
            if (a.isKnown() || b.isKnown()) {
                if (FigureParts.isCounter(metric)) {
                    mergeCounter(metric, a, b, to);
                } else {
                    mergeGauge(metric, a, b, to);
                }
            }
        }
        return to.build();
    }

    private void mergeCounter(ProcessMetric metric, Side a, Side b, SparseTable.Builder to) {
        int rows = earlierRows.length;
        long[] max = new long[rows];
        long[] growth = new long[rows];
        long[] gap = new long[rows];
        for (int k = 0; k < rows; k++) {
            int i = earlierRows[k];
            int j = laterRows[k];
            max[k] = Math.max(a.part(MAX, i), b.part(MAX, j));
            growth[k] = a.part(GROWTH, i) + b.part(GROWTH, j);
            gap[k] = a.coveredGap(i) + b.coveredGap(j);
        }
        to.put(FigureParts.column(metric, MAX), max);
        to.put(FigureParts.column(metric, GROWTH), growth);
        to.put(FigureParts.column(metric, COVERED_GAP), gap);
    }

    private void mergeGauge(ProcessMetric metric, Side a, Side b, SparseTable.Builder to) {
        int rows = earlierRows.length;
        long[] max = new long[rows];
        long[] unknown = new long[rows];
        long[] sumGap = new long[rows];
        long[] lastGap = new long[rows];
        for (int k = 0; k < rows; k++) {
            int i = earlierRows[k];
            int j = laterRows[k];
            max[k] = Math.max(a.part(MAX, i), b.part(MAX, j));
            unknown[k] = a.unknown(i) + b.unknown(j);
            sumGap[k] = a.sumGap(i, max[k]) + b.sumGap(j, max[k]);
            Side last = j < 0 ? a : b;
            int row = j < 0 ? i : j;
            lastGap[k] = max[k] - last.part(MAX, row) + last.part(LAST_GAP, row);
        }
        to.put(FigureParts.column(metric, MAX), max);
        to.put(FigureParts.column(metric, UNKNOWN), unknown);
        to.put(FigureParts.column(metric, SUM_GAP), sumGap);
        to.put(FigureParts.column(metric, LAST_GAP), lastGap);
    }

    /** One figure in one bucket; a row of -1 has no samples. */
    private static final class Side {

        private final Bucket bucket;
        private final long[] @Nullable [] parts;

        Side(Bucket bucket, ProcessMetric metric) {
            this.bucket = bucket;
            this.parts =
                    new long[] @Nullable [] {
                        bucket.figures().column(FigureParts.column(metric, 0)),
                        bucket.figures().column(FigureParts.column(metric, 1)),
                        bucket.figures().column(FigureParts.column(metric, 2)),
                        bucket.figures().column(FigureParts.column(metric, 3))
                    };
        }

        boolean isKnown() {
            return parts[MAX] != null;
        }

        long part(int part, int row) {
            long[] column = parts[part];
            return column == null || row < 0 ? 0 : column[row];
        }

        long coveredGap(int row) {
            return isKnown() ? part(COVERED_GAP, row) : core(BucketColumns.CPU_COVERED_MS, row);
        }

        long unknown(int row) {
            return isKnown() ? part(UNKNOWN, row) : core(BucketColumns.SAMPLES, row);
        }

        /** Below a highest that is at least its own. */
        long sumGap(int row, long highest) {
            long known = core(BucketColumns.SAMPLES, row) - unknown(row);
            return known * (highest - part(MAX, row)) + part(SUM_GAP, row);
        }

        private long core(int column, int row) {
            return row < 0 ? 0 : bucket.columns()[column][row];
        }
    }
}
