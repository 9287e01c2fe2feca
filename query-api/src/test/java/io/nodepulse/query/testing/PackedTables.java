package io.nodepulse.query.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Encodes packed tables, from the drawing in the projections' README. */
public final class PackedTables {

    private PackedTables() {}

    public static byte[] encode(int columns, List<long[]> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeByte(columns);
            out.writeInt(rows.size());
            int offset = 6 + 5 * columns;
            for (int column = 0; column < columns; column++) {
                int width = width(column, rows);
                out.writeByte(width);
                out.writeInt(offset);
                offset += width * rows.size();
            }
            for (int column = 0; column < columns; column++) {
                for (long[] row : rows) {
                    for (int shift = 8 * (width(column, rows) - 1); shift >= 0; shift -= 8) {
                        out.writeByte((int) (row[column] >>> shift));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int width(int column, List<long[]> rows) {
        return rows.stream()
                .mapToInt(row -> Long.BYTES - Long.numberOfLeadingZeros(row[column]) / Byte.SIZE)
                .max()
                .orElse(0);
    }
}
