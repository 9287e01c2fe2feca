package io.nodepulse.projections.process;

import io.nodepulse.events.ProcessMetric;
import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

/**
 * What the optional figures of one scrape change: the live ones after it, and those of the scrape
 * as a bucket of one sample per process group. Both in columns whose number is the figure's code,
 * the numbers as {@link FigureParts#number} gives them.
 *
 * @param live the last known numbers, in the rows of the live table before
 * @param sampled the scrape's, in its rows
 * @param liveRows for each live row after the scrape: the sample that it is of, or, where the
 *     scrape lacks the process, {@code -1 - } its row before
 * @param knownRows for each sample: its live row before, or -1
 * @param intervalMs for each sample: how long the interval is that ends in it, 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, compared nowhere
record FigureStep(
        SparseTable live, SparseTable sampled, int[] liveRows, int[] knownRows, long[] intervalMs) {

    /**
     * @param live the last known numbers after the scrape
     * @param bucket the scrape as a bucket, in columns of {@link FigureParts}
     */
    record Result(SparseTable live, SparseTable bucket) {

        static final Result NONE = new Result(SparseTable.NONE, SparseTable.NONE);
    }

    Result take() {
        if (live.isEmpty() && sampled.isEmpty()) {
            return Result.NONE;
        }
        SparseTable.Builder next = new SparseTable.Builder();
        SparseTable.Builder bucket = new SparseTable.Builder();
        for (ProcessMetric metric : ProcessMetric.values()) {
            long[] before = live.column(metric.code());
            long[] now = sampled.column(metric.code());
            if (before != null || now != null) {
                putLive(metric, before, now, next);
            }
            if (now != null && FigureParts.isKept(metric)) {
                if (FigureParts.isCounter(metric)) {
                    putCounter(metric, before, now, bucket);
                } else {
                    putGauge(metric, now, bucket);
                }
            }
        }
        return new Result(next.build(), bucket.build());
    }

    private void putLive(
            ProcessMetric metric,
            long @Nullable [] before,
            long @Nullable [] now,
            SparseTable.Builder to) {
        long[] next = new long[liveRows.length];
        long any = 0;
        for (int row = 0; row < next.length; row++) {
            int sample = liveRows[row];
            next[row] = sample >= 0 ? at(now, sample) : at(before, -1 - sample);
            any |= next[row];
        }
        if (any != 0) {
            to.put(metric.code(), next);
        }
    }

    private void putCounter(
            ProcessMetric metric, long @Nullable [] before, long[] now, SparseTable.Builder to) {
        long[] max = new long[now.length];
        long[] growth = new long[now.length];
        long[] gap = new long[now.length];
        long any = 0;
        for (int i = 0; i < now.length; i++) {
            long last = knownRows[i] < 0 ? 0 : at(before, knownRows[i]);
            if (intervalMs[i] > 0 && last > 0 && now[i] > 0) {
                growth[i] = CounterDelta.between(last - 1, now[i] - 1);
                max[i] = FigureParts.rate(growth[i], intervalMs[i]);
                any |= max[i];
            } else {
                gap[i] = intervalMs[i];
            }
        }
        if (any != 0) {
            to.put(FigureParts.column(metric, FigureParts.MAX), max);
            to.put(FigureParts.column(metric, FigureParts.GROWTH), growth);
            to.put(FigureParts.column(metric, FigureParts.COVERED_GAP), gap);
        }
    }

    private static void putGauge(ProcessMetric metric, long[] now, SparseTable.Builder to) {
        long[] unknown = new long[now.length];
        long any = 0;
        for (int i = 0; i < now.length; i++) {
            unknown[i] = now[i] == 0 ? 1 : 0;
            any |= now[i];
        }
        if (any != 0) {
            to.put(FigureParts.column(metric, FigureParts.MAX), now);
            to.put(FigureParts.column(metric, FigureParts.UNKNOWN), unknown);
        }
    }

    private static long at(long @Nullable [] column, int row) {
        return column == null ? 0 : column[row];
    }
}
