package io.nodepulse.agent.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text under construction, in UTF-8, in one array that grows and is used again. */
public final class JsonBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Beyond this a double has no fraction that {@link #number(double)} could round. */
    private static final double LARGEST_WITH_MICROS = 9e12;

    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;
    private static final int MICROS = 1_000_000;

    private byte[] bytes = new byte[4 * 1024];
    private int length;

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    /** The array behind the text: its first {@link #length} bytes, valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    /** Appends ASCII text as it is. */
    @SuppressWarnings("deprecation") // The fast way to copy ASCII; it drops high bytes only.
    public JsonBuffer ascii(String text) {
        int from = room(text.length());
        text.getBytes(0, text.length(), bytes, from);
        return this;
    }

    /** Appends bytes that are JSON already. */
    public JsonBuffer raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    /** Appends a range of bytes that are JSON already. */
    public JsonBuffer raw(byte[] json, int from, int count) {
        int to = room(count);
        System.arraycopy(json, from, bytes, to, count);
        return this;
    }

    /** Appends the text as a JSON string. */
    public JsonBuffer string(String text) {
        one('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                one('\\').one(b);
            } else if (b >= 0 && b < ' ') {
                ascii("\\u00").one(HEX[b >> 4]).one(HEX[b & 15]);
            } else {
                one(b);
            }
        }
        return one('"');
    }

    public JsonBuffer number(long value) {
        if (value < 0) {
            one('-');
            if (value == Long.MIN_VALUE) {
                return ascii("9223372036854775808");
            }
        }
        return digits(Math.abs(value), 1);
    }

    /**
     * Appends a finite number, rounded to six decimals: kernel clocks tick in hundredths of a
     * second, and sums of them would otherwise carry the rounding errors of binary fractions.
     */
    public JsonBuffer number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return number((long) value);
        }
        if (Math.abs(value) > LARGEST_WITH_MICROS) {
            return ascii(Double.toString(value));
        }
        if (value < 0) {
            one('-');
        }
        long micros = Math.round(Math.abs(value) * MICROS);
        digits(micros / MICROS, 1);
        long fraction = micros % MICROS;
        if (fraction > 0) {
            one('.').digits(fraction, 6);
            while (bytes[length - 1] == '0') {
                length--;
            }
        }
        return this;
    }

    /** Appends an instant as an RFC 3339 string in UTC with milliseconds. */
    public JsonBuffer timestamp(long epochMillis) {
        one('"');
        int to = room(Rfc3339.LENGTH);
        Rfc3339.write(epochMillis, bytes, to);
        return one('"');
    }

    JsonBuffer one(int b) {
        int at = room(1);
        bytes[at] = (byte) b;
        return this;
    }

    private JsonBuffer digits(long value, int atLeast) {
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        count = Math.max(count, atLeast);
        int at = room(count) + count;
        long rest = value;
        for (int i = 0; i < count; i++) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    private int room(int count) {
        int from = length;
        length += count;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
        return from;
    }
}
