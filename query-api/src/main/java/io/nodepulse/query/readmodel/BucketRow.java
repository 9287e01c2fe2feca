package io.nodepulse.query.readmodel;

/**
 * One bucket of one server, open or closed.
 *
 * @param startMillis its exclusive start, since 1970
 * @param coveredMillis time between scrapes of the server that it covers
 * @param cells figures per process, in the columns of {@link BucketColumn}
 */
public record BucketRow(long startMillis, long coveredMillis, PackedCells cells) {

    /** All values of a column, one per process of the bucket. */
    public long[] column(BucketColumn column) {
        return cells.column(column.ordinal());
    }

    public long value(BucketColumn column, int row) {
        return cells.value(column.ordinal(), row);
    }

    /** The row of a process, or a negative number where the bucket has no sample of it. */
    public int rowOf(int nameKey) {
        return cells.find(BucketColumn.NAME_KEY.ordinal(), nameKey);
    }
}
