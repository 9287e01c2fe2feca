package io.nodepulse.access.factor;

/** Bytes as letters and digits that nobody confuses (RFC 4648, section 6), without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = (held << Byte.SIZE | Byte.toUnsignedInt(each)) & 0xffff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >> bits & MASK));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << BITS - bits & MASK));
        }
        return text.toString();
    }
}
