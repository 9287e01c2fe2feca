package io.nodepulse.query.readmodel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A table of unsigned integers as the projections store it in {@code cells}: column after column,
 * each as wide as its largest value needs. The format is drawn in the projections' README. A column
 * that there was not yet when the table was written is all zeros. It is a view of the bytes, and as
 * thread-safe as they are.
 */
public final class PackedCells {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FORMAT = 1;
    private static final int COLUMNS_AT = 1;
    private static final int ROWS_AT = 2;
    private static final int HEADER_BYTES = 6;
    private static final int DIRECTORY_BYTES = 5;

    private final byte[] bytes;
    private final int rows;

    public PackedCells(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("not a packed table of format " + FORMAT);
        }
        this.bytes = bytes;
        this.rows = (int) INT.get(bytes, ROWS_AT);
    }

    public int rows() {
        return rows;
    }

    /** All values of a column, in order of rows. */
    public long[] column(int column) {
        int width = width(column);
        long[] values = new long[rows];
        if (width > 0) {
            int offset = offset(column);
            for (int row = 0; row < rows; row++, offset += width) {
                values[row] = unsigned(offset, width);
            }
        }
        return values;
    }

    public long value(int column, int row) {
        int width = width(column);
        return width == 0 ? 0 : unsigned(offset(column) + row * width, width);
    }

    /** The row in which an ascending column has this value, or a negative number. */
    public int find(int column, long value) {
        int low = 0;
        int high = rows - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(value(column, middle), value);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int width(int column) {
        return column < bytes[COLUMNS_AT] ? bytes[directory(column)] : 0;
    }

    private int offset(int column) {
        return (int) INT.get(bytes, directory(column) + 1);
    }

    private static int directory(int column) {
        return HEADER_BYTES + column * DIRECTORY_BYTES;
    }

    /** Reads eight bytes that end with the value's last one: the header makes sure they exist. */
    private long unsigned(int offset, int width) {
        long window = (long) LONG.get(bytes, offset + width - Long.BYTES);
        return width == Long.BYTES ? window : window & ((1L << (width * Byte.SIZE)) - 1);
    }
}
