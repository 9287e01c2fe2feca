package io.nodepulse.commands.payload;

import java.io.IOException;
import java.io.InputStream;

/**
 * Text in UTF-8 (RFC 3629) in which bytes that are none become U+FFFD, one for each: the kernel
 * lets processes have any bytes for a name, and not every sender looks. Not thread-safe.
 */
final class RepairedUtf8 extends InputStream {

    private static final int SIZE = 8_192;
    private static final int LONGEST_SEQUENCE = 4;
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final InputStream in;

    private final byte[] given = new byte[SIZE];
    private int givenLength;
    private boolean ended;

    private final byte[] repaired = new byte[SIZE * REPLACEMENT.length];
    private int from;
    private int to;
    private int replaced;

    RepairedUtf8(InputStream in) {
        this.in = in;
    }

    /** How many bytes were replaced. */
    int replaced() {
        return replaced;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (from == to) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, to - from);
        System.arraycopy(repaired, from, buffer, offset, count);
        from += count;
        return count;
    }

    private void fill() throws IOException {
        int read = in.read(given, givenLength, SIZE - givenLength);
        ended = read < 0;
        givenLength += Math.max(read, 0);
        from = 0;
        to = 0;
        int at = 0;
        // A sequence may go on in what comes next.
        while (at < givenLength && (ended || at + LONGEST_SEQUENCE <= givenLength || isWhole(at))) {
            int length = sequenceLength(at);
            if (length > 0) {
                System.arraycopy(given, at, repaired, to, length);
                to += length;
                at += length;
            } else {
                System.arraycopy(REPLACEMENT, 0, repaired, to, REPLACEMENT.length);
                to += REPLACEMENT.length;
                at++;
                replaced++;
            }
        }
        System.arraycopy(given, at, given, 0, givenLength - at);
        givenLength -= at;
    }

    /** Whether nothing that is still to come could change what the byte there is. */
    private boolean isWhole(int at) {
        return given[at] >= 0 || sequenceLength(at) > 0;
    }

    /** How many bytes the character there has, 0 where it is none. */
    private int sequenceLength(int at) {
        int lead = given[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        return switch (lead >> 4) {
            case 0xC, 0xD -> lead >= 0xC2 && follows(at, 1, 0x80, 0xBF) ? 2 : 0;
            case 0xE ->
                    follows(at, 2, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) ? 3 : 0;
            case 0xF ->
                    lead <= 0xF4
                                    && follows(
                                            at,
                                            3,
                                            lead == 0xF0 ? 0x90 : 0x80,
                                            lead == 0xF4 ? 0x8F : 0xBF)
                            ? 4
                            : 0;
            default -> 0;
        };
    }

    /** Whether so many bytes follow that go on, the first of them in that range. */
    private boolean follows(int at, int count, int first, int last) {
        if (at + count >= givenLength) {
            return false;
        }
        int next = given[at + 1] & 0xFF;
        if (next < first || next > last) {
            return false;
        }
        for (int i = 2; i <= count; i++) {
            if ((given[at + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
