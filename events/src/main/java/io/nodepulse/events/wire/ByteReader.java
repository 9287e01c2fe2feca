package io.nodepulse.events.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads the primitives of the binary formats from a slice of an array. Whatever the bytes are, it
 * either returns a value or throws {@link MalformedEntryException}. Not thread-safe.
 */
public final class ByteReader {

    private static final int MAX_VARINT_SHIFT = 63;

    private final byte[] bytes;
    private final int limit;
    private int position;

    public ByteReader(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.position = from;
        this.limit = limit;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    public int readByte() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public long readVarLong() {
        if (position < limit && bytes[position] >= 0) {
            return bytes[position++]; // most are one byte
        }
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            int b = readByte();
            value |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
        throw new MalformedEntryException("a varint is longer than 10 bytes at " + position);
    }

    public long readZigZag() {
        long value = readVarLong();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A varint that must lie in {@code 0..max}. */
    public int readCount(String what, int max) {
        long value = readVarLong();
        if (value < 0 || value > max) {
            throw new MalformedEntryException(what + " is " + value + ", allowed are 0 to " + max);
        }
        return (int) value;
    }

    public int readInt32() {
        need(4);
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (bytes[position++] & 0xFF) << shift;
        }
        return value;
    }

    public UUID readUuid() {
        return new UUID(readInt64(), readInt64());
    }

    public long readInt64() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    public String readString() {
        byte[] utf8 = readBytes(readCount("a string's length", remaining()));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEntryException("a string is not UTF-8 at " + position, e);
        }
    }

    public byte[] readBytes(int count) {
        need(count);
        byte[] copy = new byte[count];
        System.arraycopy(bytes, position, copy, 0, count);
        position += count;
        return copy;
    }

    public void needEnd() {
        if (remaining() != 0) {
            throw new MalformedEntryException(remaining() + " bytes too many at " + position);
        }
    }

    private void need(int count) {
        if (count > remaining()) {
            throw new MalformedEntryException(
                    "wants " + count + " bytes at " + position + ", has " + remaining());
        }
    }
}
