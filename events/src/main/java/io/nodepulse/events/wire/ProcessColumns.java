package io.nodepulse.events.wire;

/**
 * How the values of a scrape become small integers.
 *
 * <p>CPU seconds are hundredths (the kernel's clock tick) plus a correction in units in the last
 * place, so that any finite double comes back bit by bit, also one that a sum of ticks has blurred.
 * Resident bytes are pages of 4 KiB plus a remainder. Corrections and remainders are nearly always
 * 0 and compress to nothing.
 */
final class ProcessColumns {

    private static final double HUNDREDTHS_PER_SECOND = 100.0;
    private static final double MAX_HUNDREDTHS = 1L << 53;
    private static final int PAGE_BITS = 12;
    private static final long PAGE_MASK = (1L << PAGE_BITS) - 1;

    private ProcessColumns() {}

    static long hundredths(double seconds) {
        double hundredths = seconds * HUNDREDTHS_PER_SECOND;
        return hundredths < MAX_HUNDREDTHS ? Math.round(hundredths) : 0;
    }

    /** What to add to the bits of {@code hundredths / 100} to get the value's bits. */
    static long correction(double seconds, long hundredths) {
        return Double.doubleToRawLongBits(seconds) - bitsOf(hundredths);
    }

    static double seconds(long hundredths, long correction) {
        return Double.longBitsToDouble(bitsOf(hundredths) + correction);
    }

    private static long bitsOf(long hundredths) {
        return Double.doubleToRawLongBits(hundredths / HUNDREDTHS_PER_SECOND);
    }

    static long pages(long bytes) {
        return bytes >>> PAGE_BITS;
    }

    static long pageRemainder(long bytes) {
        return bytes & PAGE_MASK;
    }

    static long bytes(long pages, long remainder) {
        return (pages << PAGE_BITS) + remainder;
    }
}
