package io.nodepulse.query.readmodel;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * A sparse table of unsigned integers as the projections store it in {@code figures}: columns by
 * number, each as wide as its largest value needs; one of zeros is left out. The format is drawn in
 * the projections' README. A view of the bytes, and as thread-safe as they are.
 */
public final class SparseCells {

    private static final int FORMAT = 2;
    private static final int COLUMNS_AT = 1;
    private static final int ROWS_AT = 2;
    private static final int HEADER_BYTES = 6;
    private static final int DIRECTORY_BYTES = 7;
    private static final int WIDTH_AT = 2;
    private static final int OFFSET_AT = 3;

    private final ByteBuffer bytes;
    private final int rows;

    public SparseCells(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("not a sparse table of format " + FORMAT);
        }
        this.bytes = ByteBuffer.wrap(bytes);
        this.rows = this.bytes.getInt(ROWS_AT);
    }

    /** All values of a column, or null where it is left out. */
    long @Nullable [] column(int number) {
        for (int i = 0; i < bytes.get(COLUMNS_AT); i++) {
            int directory = HEADER_BYTES + i * DIRECTORY_BYTES;
            if (bytes.getShort(directory) == number) {
                return values(bytes.get(directory + WIDTH_AT), bytes.getInt(directory + OFFSET_AT));
            }
        }
        return null;
    }

    /** Whether it has a column of that number. */
    public boolean has(int number) {
        for (int i = 0; i < bytes.get(COLUMNS_AT); i++) {
            if (bytes.getShort(HEADER_BYTES + i * DIRECTORY_BYTES) == number) {
                return true;
            }
        }
        return false;
    }

    private long[] values(int width, int offset) {
        long[] values = new long[rows];
        int at = offset;
        for (int row = 0; row < rows; row++) {
            long value = 0;
            for (int i = 0; i < width; i++) {
                value = value << Byte.SIZE | bytes.get(at++) & 0xff;
            }
            values[row] = value;
        }
        return values;
    }
}
