package io.nodepulse.query.readmodel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * One bucket of one server, open or closed.
 *
 * @param startMillis its exclusive start, since 1970
 * @param coveredMillis time between scrapes of the server that it covers
 * @param cells figures per process, in the columns of {@link BucketColumn}
 * @param figures optional figures in the same rows; null where there are none, or none were wanted
 */
public record BucketRow(
        long startMillis, long coveredMillis, PackedCells cells, @Nullable SparseCells figures) {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** All values of a column, one per process of the bucket. */
    public long[] column(BucketColumn column) {
        return cells.column(column.ordinal());
    }

    public long value(BucketColumn column, int row) {
        return cells.value(column.ordinal(), row);
    }

    /** An optional figure of all processes of the bucket. */
    public FigureCells figure(KeptFigure figure) {
        return new FigureCells(figure, figures);
    }

    /** The instant that a value of {@link BucketColumn#CPU_MAX_AT} stands for; 0 for not known. */
    public long cpuMaxAtMillis(long stored) {
        return stored == 0
                ? 0
                : (Math.floorDiv(startMillis, MILLIS_PER_SECOND) + stored - 1) * MILLIS_PER_SECOND;
    }

    /** Time of the last sample in it, since 1970. */
    public long lastSampleMillis() {
        long[] millis = column(BucketColumn.LAST_SAMPLE_MILLIS);
        return startMillis + Arrays.stream(millis).max().orElse(0);
    }

    /** The row of a process, or a negative number where the bucket has no sample of it. */
    public int rowOf(int nameKey) {
        return cells.find(BucketColumn.NAME_KEY.ordinal(), nameKey);
    }
}
