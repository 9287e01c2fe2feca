package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.MalformedPayloadException;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The packed bytes, and what stands around each member's own (RFC 1952). Not thread-safe. */
final class PackedBytes {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;

    /** Modification time, extra flags, operating system. */
    private static final int UNUSED_BYTES = 6;

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final byte[] buffer;
    private int position;
    private int limit;

    PackedBytes(InputStream in, int bufferBytes) {
        this.in = in;
        this.buffer = new byte[bufferBytes];
    }

    static MalformedPayloadException malformed() {
        return new MalformedPayloadException("body", "must be whole and valid gzip");
    }

    /** Moves behind the header that must start here. */
    void skipHeader() throws IOException {
        if (oneByte() != MAGIC_1 || oneByte() != MAGIC_2 || oneByte() != DEFLATE) {
            throw malformed();
        }
        int flags = oneByte();
        if ((flags & RESERVED) != 0) {
            throw malformed();
        }
        skip(UNUSED_BYTES);
        if ((flags & EXTRA) != 0) {
            skip(oneByte() | oneByte() << Byte.SIZE);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            oneByte();
        }
    }

    private void skipText() throws IOException {
        int last;
        do {
            last = oneByte();
        } while (last != 0);
    }

    /** A number of 32 bits, the smallest part first. */
    long fourBytes() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) oneByte() << shift;
        }
        return number;
    }

    private int oneByte() throws IOException {
        if (isAtEnd()) {
            throw malformed();
        }
        return buffer[position++] & 0xFF;
    }

    /** Gives all that is here to the inflater, which must be in need of it. */
    void fill(Inflater inflater) throws IOException {
        if (isAtEnd()) {
            throw malformed();
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    /** The inflater did not need the last bytes of what it was given. */
    void takeBack(int bytes) {
        position = limit - bytes;
    }

    boolean isAtEnd() throws IOException {
        while (position == limit) {
            int read = in.read(buffer, 0, buffer.length);
            if (read < 0) {
                return true;
            }
            position = 0;
            limit = read;
        }
        return false;
    }
}
