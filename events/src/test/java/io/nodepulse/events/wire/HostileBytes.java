package io.nodepulse.events.wire;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/** Makes bytes that look like an entry from outside: damaged within, with a checksum that holds. */
final class HostileBytes {

    private static final int CHECKSUM_BYTES = 4;
    private static final int MAX_DAMAGES = 4;

    private HostileBytes() {}

    static byte[] mutate(byte[] original, Random random) {
        int keep = random.nextInt(4) == 0 ? random.nextInt(original.length) : original.length;
        byte[] bytes = Arrays.copyOf(original, Math.max(keep, CHECKSUM_BYTES + 3));
        int end = bytes.length - CHECKSUM_BYTES;
        int damages = random.nextInt(MAX_DAMAGES + 1);
        for (int i = 0; i < damages; i++) {
            bytes[1 + random.nextInt(end - 1)] = (byte) random.nextInt(256);
        }
        bytes[0] = EntryFormat.VERSION;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        for (int i = 0; i < CHECKSUM_BYTES; i++) {
            bytes[end + i] = (byte) (crc.getValue() >>> (8 * i));
        }
        return bytes;
    }
}
