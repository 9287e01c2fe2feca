package io.nodepulse.events.wire;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw deflate of the columns of one entry. Each thread keeps one compressor and one decompressor.
 */
public final class Deflate {

    /** No entry inflates to more: 2,000 groups with the longest names take about 2 MiB. */
    static final int MAX_INFLATED_BYTES = 8 << 20;

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    private static final ThreadLocal<Inflater> INFLATER =
            ThreadLocal.withInitial(() -> new Inflater(true));

    private Deflate() {}

    /** Writes the inflated length as a varint, then the deflated bytes. */
    public static void write(ByteWriter columns, ByteWriter out) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(columns.array(), 0, columns.length());
        deflater.finish();
        out.putVarLong(columns.length());
        byte[] chunk = new byte[columns.length() / 2 + 64];
        while (!deflater.finished()) {
            out.putBytes(chunk, 0, deflater.deflate(chunk));
        }
    }

    /** Reads what {@link #write} wrote, up to the end of {@code in}. */
    public static ByteReader read(ByteReader in) {
        int inflatedLength = in.readCount("the inflated length", MAX_INFLATED_BYTES);
        byte[] deflated = in.readBytes(in.remaining());
        byte[] columns = new byte[inflatedLength];
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(deflated);
        try {
            int length = 0;
            while (length < inflatedLength) {
                int count = inflater.inflate(columns, length, inflatedLength - length);
                if (count == 0) {
                    throw new MalformedEntryException("the columns end after " + length + " bytes");
                }
                length += count;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new MalformedEntryException("the columns are longer than they say");
            }
        } catch (DataFormatException e) {
            throw new MalformedEntryException("the columns do not inflate", e);
        }
        return new ByteReader(columns, 0, inflatedLength);
    }
}
