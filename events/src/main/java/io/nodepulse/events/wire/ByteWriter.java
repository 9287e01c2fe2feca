package io.nodepulse.events.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** A growing byte array with the primitives of the binary formats. Not thread-safe. */
public final class ByteWriter {

    private byte[] bytes;
    private int length;

    public ByteWriter(int expectedLength) {
        bytes = new byte[expectedLength];
    }

    public int length() {
        return length;
    }

    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** LEB128, 7 bits a byte, lowest first; negative values take ten bytes. */
    public void putVarLong(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A signed value, near zero on either side in few bytes. */
    public void putZigZag(long value) {
        putVarLong((value << 1) ^ (value >> 63));
    }

    public void putInt32(int value) {
        ensure(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void putUuid(UUID uuid) {
        putInt64(uuid.getMostSignificantBits());
        putInt64(uuid.getLeastSignificantBits());
    }

    public void putInt64(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void putString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        putVarLong(utf8.length);
        putBytes(utf8, 0, utf8.length);
    }

    public void putBytes(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
