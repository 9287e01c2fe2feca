package io.nodepulse.projections.process;

import java.nio.ByteBuffer;

/**
 * A table of whole numbers as bytes, column after column, each column as wide as its largest value
 * needs. README.md draws the format; {@code admiral.cell} reads it in SQL.
 */
final class PackedTable {

    private static final byte FORMAT = 1;
    private static final int FIXED_HEADER = 6;
    private static final int HEADER_PER_COLUMN = 5;

    private PackedTable() {}

    /** Packs columns of equal length. */
    static byte[] pack(long[][] columns) {
        int rows = columns[0].length;
        int[] widths = new int[columns.length];
        int size = FIXED_HEADER + HEADER_PER_COLUMN * columns.length;
        for (int c = 0; c < columns.length; c++) {
            widths[c] = width(columns[c]);
            size += widths[c] * rows;
        }
        byte[] cells = new byte[size];
        ByteBuffer header = ByteBuffer.wrap(cells).put(FORMAT).put((byte) columns.length);
        header.putInt(rows);
        int offset = FIXED_HEADER + HEADER_PER_COLUMN * columns.length;
        for (int c = 0; c < columns.length; c++) {
            header.put((byte) widths[c]).putInt(offset);
            write(columns[c], widths[c], cells, offset);
            offset += widths[c] * rows;
        }
        return cells;
    }

    /**
     * The columns that were packed, and zeros for those that there were not yet at that time.
     *
     * @throws IllegalArgumentException if the bytes are of another format or have more columns
     */
    static long[][] unpack(byte[] cells, int columns) {
        ByteBuffer header = ByteBuffer.wrap(cells);
        byte format = header.get();
        byte count = header.get();
        if (format != FORMAT || count > columns) {
            throw new IllegalArgumentException(
                    "packed table has format %d and %d columns, not %d and at most %d"
                            .formatted(format, count, FORMAT, columns));
        }
        int rows = header.getInt();
        long[][] table = new long[columns][rows];
        for (int c = 0; c < count; c++) {
            int width = header.get();
            read(cells, header.getInt(), width, table[c]);
        }
        return table;
    }

    static int width(long[] column) {
        long bits = 0;
        for (long value : column) {
            bits |= value;
        }
        return (Long.SIZE - Long.numberOfLeadingZeros(bits) + Byte.SIZE - 1) / Byte.SIZE;
    }

    static void write(long[] column, int width, byte[] cells, int offset) {
        int at = offset;
        for (long value : column) {
            for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                cells[at++] = (byte) (value >>> shift);
            }
        }
    }

    static void read(byte[] cells, int offset, int width, long[] column) {
        if (width == 0) {
            return;
        }
        int at = offset;
        for (int i = 0; i < column.length; i++) {
            long value = 0;
            for (int b = 0; b < width; b++) {
                value = value << Byte.SIZE | cells[at++] & 0xff;
            }
            column[i] = value;
        }
    }
}
