package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A table of unsigned whole numbers of which most columns are missing, each with a number of its
 * own: the optional figures of processes, in rows that run in parallel with those of a {@link
 * PackedTable}. Immutable; the arrays are shared, never written after it was made. README.md draws
 * the bytes, in which a column of zeros is left out.
 */
final class SparseTable {

    /** Stands for a table without columns where bytes are asked for. */
    static final byte[] NO_BYTES = {};

    static final SparseTable NONE = new SparseTable(new long[0][]);

    private static final byte FORMAT = 2;
    private static final int FIXED_HEADER = 6;
    private static final int HEADER_PER_COLUMN = 7;

    private final long[] @Nullable [] columns;

    /**
     * @param columns by number, null for those that are missing
     */
    private SparseTable(long[] @Nullable [] columns) {
        this.columns = columns;
    }

    /** Takes columns. Not thread-safe; used once. */
    static final class Builder {

        private long[] @Nullable [] columns = {};

        /** Columns of zeros, too, are kept until the table is packed. */
        void put(int number, long[] column) {
            if (number >= columns.length) {
                columns = Arrays.copyOf(columns, number + 1);
            }
            columns[number] = column;
        }

        SparseTable build() {
            return columns.length == 0 ? NONE : new SparseTable(columns);
        }
    }

    boolean isEmpty() {
        return columns.length == 0;
    }

    /** The column of that number, or null where it is missing. */
    long @Nullable [] column(int number) {
        return number < columns.length ? columns[number] : null;
    }

    /** Its bytes; {@link #NO_BYTES} where it has nothing but zeros. */
    byte[] pack() {
        int rows = 0;
        int count = 0;
        int values = 0;
        int[] widths = new int[columns.length];
        for (int number = 0; number < columns.length; number++) {
            long[] column = columns[number];
            if (column != null) {
                rows = column.length;
                widths[number] = PackedTable.width(column);
                count += widths[number] > 0 ? 1 : 0;
                values += widths[number] * rows;
            }
        }
        return count == 0 ? NO_BYTES : pack(rows, count, values, widths);
    }

    private byte[] pack(int rows, int count, int values, int[] widths) {
        int offset = FIXED_HEADER + HEADER_PER_COLUMN * count;
        byte[] bytes = new byte[offset + values];
        ByteBuffer header = ByteBuffer.wrap(bytes).put(FORMAT).put((byte) count).putInt(rows);
        for (int number = 0; number < columns.length; number++) {
            long[] column = columns[number];
            if (column != null && widths[number] > 0) {
                header.putShort((short) number).put((byte) widths[number]).putInt(offset);
                PackedTable.write(column, widths[number], bytes, offset);
                offset += widths[number] * rows;
            }
        }
        return bytes;
    }

    /**
     * The columns that were packed.
     *
     * @throws IllegalArgumentException if the bytes are of another format
     */
    static SparseTable unpack(byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        byte format = header.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException("sparse table has format " + format);
        }
        int count = header.get();
        int rows = header.getInt();
        Builder table = new Builder();
        for (int i = 0; i < count; i++) {
            int number = header.getShort();
            int width = header.get();
            long[] column = new long[rows];
            PackedTable.read(bytes, header.getInt(), width, column);
            table.put(number, column);
        }
        return table.build();
    }
}
