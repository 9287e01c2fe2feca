package io.nodepulse.projections.sql;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows in PostgreSQL's binary COPY format: per row a field count, per field its length and its
 * value. Not thread-safe; one use.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final int INITIAL_BYTES = 1 << 16;
    private static final short END = -1;
    private static final int NULL_LENGTH = -1;

    /** Type identifiers of array elements, from pg_type. */
    private static final int INT4 = 23;

    private static final int INT8 = 20;
    private static final int FLOAT4 = 700;
    private static final int FLOAT8 = 701;

    /** Microseconds between 1970 and 2000, where PostgreSQL counts from. */
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;

    private static final int ARRAY_HEADER_BYTES = 20;

    private ByteBuffer out = ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.BIG_ENDIAN);
    private int rows;

    public CopyRows() {
        out.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row of that many fields. */
    public CopyRows row(int fields) {
        room(Short.BYTES).putShort((short) fields);
        rows++;
        return this;
    }

    public CopyRows int2(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
        return this;
    }

    public CopyRows int4(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    public CopyRows int8(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** An instant in milliseconds since 1970, as timestamptz. */
    public CopyRows instant(long epochMillis) {
        return int8(epochMillis * 1000 - EPOCH_2000_MICROS);
    }

    public CopyRows float8(double value) {
        room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(value);
        return this;
    }

    /** A field without a value. */
    public CopyRows nothing() {
        room(Integer.BYTES).putInt(NULL_LENGTH);
        return this;
    }

    public CopyRows bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    public CopyRows array(int[] values) {
        ByteBuffer to = arrayHeader(INT4, values.length, Integer.BYTES);
        for (int value : values) {
            to.putInt(Integer.BYTES).putInt(value);
        }
        return this;
    }

    public CopyRows array(long[] values) {
        ByteBuffer to = arrayHeader(INT8, values.length, Long.BYTES);
        for (long value : values) {
            to.putInt(Long.BYTES).putLong(value);
        }
        return this;
    }

    public CopyRows array(float[] values) {
        ByteBuffer to = arrayHeader(FLOAT4, values.length, Float.BYTES);
        for (float value : values) {
            to.putInt(Float.BYTES).putFloat(value);
        }
        return this;
    }

    public CopyRows array(double[] values) {
        ByteBuffer to = arrayHeader(FLOAT8, values.length, Double.BYTES);
        for (double value : values) {
            to.putInt(Double.BYTES).putDouble(value);
        }
        return this;
    }

    /** One dimension from index 1, no nulls. */
    private ByteBuffer arrayHeader(int elementType, int length, int elementBytes) {
        int size = ARRAY_HEADER_BYTES + length * (Integer.BYTES + elementBytes);
        return room(Integer.BYTES + size)
                .putInt(size)
                .putInt(1)
                .putInt(0)
                .putInt(elementType)
                .putInt(length)
                .putInt(1);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int needed = out.position() + bytes;
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(needed, 2 * out.capacity()))
                            .order(ByteOrder.BIG_ENDIAN);
            out = larger.put(out.flip());
        }
        return out;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /**
     * Sends the rows.
     *
     * @param connection a connection of pgjdbc, perhaps wrapped
     * @param table table and columns, as COPY wants them
     */
    public void send(Connection connection, String table) throws SQLException {
        room(Short.BYTES).putShort(END);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        try {
            copy.writeToCopy(out.array(), 0, out.position());
            long written = copy.endCopy();
            if (written != rows) {
                throw new SQLException("COPY took " + written + " of " + rows + " rows");
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
