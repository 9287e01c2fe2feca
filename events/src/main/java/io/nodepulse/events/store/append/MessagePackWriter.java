package io.nodepulse.events.store.append;

import io.nodepulse.events.Epoch;

import java.util.Arrays;

/**
 * As much of <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack</a> as
 * Valkey's {@code cmsgpack.unpack} is given here: arrays, texts and numbers of 0 or more. Not
 * thread-safe.
 */
final class MessagePackWriter {

    private static final int FIX_ARRAY = 0x90;
    private static final int FIX_ARRAY_SIZES = 16;
    private static final int ARRAY_32 = 0xdd;
    private static final int FIX_TEXT = 0xa0;
    private static final int FIX_TEXT_SIZES = 32;
    private static final int TEXT_32 = 0xdb;
    private static final int FIX_NUMBERS = 128;
    private static final int UINT_64 = 0xcf;
    private static final int MAX_HEADER_BYTES = 9;
    private static final int EXPECTED_BYTES = 192;

    private byte[] bytes = new byte[EXPECTED_BYTES];
    private int length;

    void array(int size) {
        sized(size, FIX_ARRAY, FIX_ARRAY_SIZES, ARRAY_32);
    }

    void text(byte[] utf8) {
        sized(utf8.length, FIX_TEXT, FIX_TEXT_SIZES, TEXT_32);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** As a text of its 8 bytes. */
    void epoch(Epoch epoch) {
        sized(Long.BYTES, FIX_TEXT, FIX_TEXT_SIZES, TEXT_32);
        ensure(Long.BYTES);
        put(epoch.id(), Long.BYTES);
    }

    void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        ensure(MAX_HEADER_BYTES);
        if (value < FIX_NUMBERS) {
            put(value, Byte.BYTES);
        } else {
            put(UINT_64, Byte.BYTES);
            put(value, Long.BYTES);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void sized(int size, int fixed, int fixedSizes, int wide) {
        ensure(MAX_HEADER_BYTES);
        if (size < fixedSizes) {
            put(fixed | size, Byte.BYTES);
        } else {
            put(wide, Byte.BYTES);
            put(size, Integer.BYTES);
        }
    }

    /** The lowest bytes of the value, highest first. */
    private void put(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
