package io.nodepulse.query.readmodel;

import io.nodepulse.query.readmodel.KeptFigure.Part;

import org.jspecify.annotations.Nullable;

/**
 * One optional figure of all processes of a bucket, unpacked. A bucket without it does not know it
 * of any.
 */
public final class FigureCells {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final KeptFigure figure;
    private final long @Nullable [] max;
    private final long @Nullable [] growthOrUnknown;
    private final long @Nullable [] gap;
    private final long @Nullable [] lastGap;

    FigureCells(KeptFigure figure, @Nullable SparseCells cells) {
        this.figure = figure;
        this.max = column(cells, Part.MAX);
        this.growthOrUnknown = column(cells, Part.GROWTH_OR_UNKNOWN);
        this.gap = column(cells, Part.COVERED_OR_SUM_GAP);
        this.lastGap = column(cells, Part.LAST_GAP);
    }

    private long @Nullable [] column(@Nullable SparseCells cells, Part part) {
        return cells == null ? null : cells.column(figure.column(part));
    }

    private static long at(long @Nullable [] column, int row) {
        return column == null ? 0 : column[row];
    }

    /**
     * Of a counter the highest rate a second, of a gauge the highest reading; NaN where none is.
     */
    public double max(int row) {
        long stored = at(max, row);
        double perOne = figure.isCounter() ? MILLIS_PER_SECOND : figure.perOne();
        return stored == 0 ? Double.NaN : (stored - 1) / perOne;
    }

    /** Of a counter: what it grew by. */
    public long growth(int row) {
        return at(growthOrUnknown, row);
    }

    /**
     * Of a counter: the length of the intervals in which its growth is known.
     *
     * @param cpuCoveredMillis the same of CPU time, as the bucket has it
     */
    public long coveredMillis(int row, long cpuCoveredMillis) {
        return max == null ? 0 : cpuCoveredMillis - at(gap, row);
    }

    /**
     * Of a gauge: how many samples have it.
     *
     * @param samples of the process, as the bucket has them
     */
    public long known(int row, long samples) {
        return max == null ? 0 : samples - at(growthOrUnknown, row);
    }

    /** Of a gauge: the sum over the samples that have it. */
    public double sum(int row, long samples) {
        long known = known(row, samples);
        return known == 0
                ? 0
                : ((double) known * (at(max, row) - 1) - at(gap, row)) / figure.perOne();
    }

    /** Of a gauge: that of the last sample; NaN where it is not known. */
    public double last(int row) {
        long stored = at(max, row) - at(lastGap, row);
        return stored <= 0 ? Double.NaN : (stored - 1) / figure.perOne();
    }
}
