package io.nodepulse.events.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

/**
 * A part of a block with numbers of one sort, as a zstd frame of its own: what is alike stands
 * together.
 *
 * <pre>
 * length, varint | stored length, varint | zstd frame
 * </pre>
 */
final class Section {

    /** Of a block with a day of 2,000 groups, each number in two bytes: far beyond what is made. */
    static final int MAX_BYTES = 128 << 20;

    private Section() {}

    static void write(ByteWriter numbers, int level, ByteWriter out) {
        ZstdLibrary.require();
        int length = numbers.length();
        byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(length))];
        long stored =
                Zstd.compressByteArray(frame, 0, frame.length, numbers.array(), 0, length, level);
        if (Zstd.isError(stored)) {
            throw new IllegalStateException("zstd: " + Zstd.getErrorName(stored));
        }
        out.putVarLong(length);
        out.putVarLong(stored);
        out.putBytes(frame, 0, (int) stored);
    }

    static byte[] readBytes(ByteReader in) {
        ZstdLibrary.require();
        int length = in.readCount("the length of a section", MAX_BYTES);
        int stored = in.readCount("the stored length of a section", in.remaining());
        byte[] frame = in.readBytes(stored);
        byte[] numbers = new byte[length];
        long read;
        try {
            read = Zstd.decompressByteArray(numbers, 0, length, frame, 0, stored);
        } catch (ZstdException e) {
            throw new MalformedSegmentException("a section does not unpack: " + e.getMessage(), e);
        }
        if (read != length) {
            throw new MalformedSegmentException("a section does not unpack to its length");
        }
        return numbers;
    }

    static ByteReader read(ByteReader in) {
        byte[] numbers = readBytes(in);
        return new ByteReader(numbers, 0, numbers.length);
    }
}
