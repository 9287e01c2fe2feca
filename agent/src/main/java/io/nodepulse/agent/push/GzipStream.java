package io.nodepulse.agent.push;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A gzip stream (RFC 1952) under construction in one array that is used again. */
final class GzipStream {

    /** Magic, deflate, no flags, no time, no extra flags, system unknown. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, /* nowrap= */ true);
    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    void begin() {
        deflater.reset();
        crc.reset();
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
    }

    void write(byte[] data, int from, int count) {
        crc.update(data, from, count);
        deflater.setInput(data, from, count);
        while (!deflater.needsInput()) {
            deflate();
        }
    }

    /** Ends the stream; nothing can be written until the next {@link #begin}. */
    void end() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        littleEndian((int) crc.getValue());
        littleEndian((int) deflater.getBytesRead());
    }

    private void deflate() {
        if (bytes.length - length < 512) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        length += deflater.deflate(bytes, length, bytes.length - length);
    }

    private void littleEndian(int value) {
        if (bytes.length - length < Integer.BYTES) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** The stream: the first {@link #length} bytes, valid until the next {@link #begin}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Frees the native memory of the compressor. */
    void close() {
        deflater.end();
    }
}
