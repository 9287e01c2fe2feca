package io.nodepulse.events.wire;

/**
 * How a figure becomes two small integers: thousandths, and what to add to the bits of {@code
 * thousandths / 1000} to get the figure's, so that any finite double comes back bit by bit.
 */
final class FigureNumber {

    private static final double THOUSANDTHS = 1000.0;
    private static final double MAX_THOUSANDTHS = 1L << 53;

    private FigureNumber() {}

    static long thousandths(double value) {
        double scaled = value * THOUSANDTHS;
        return Math.abs(scaled) < MAX_THOUSANDTHS ? Math.round(scaled) : 0;
    }

    static long correction(double value, long thousandths) {
        return Double.doubleToRawLongBits(value) - bitsOf(thousandths);
    }

    static double value(long thousandths, long correction) {
        return Double.longBitsToDouble(bitsOf(thousandths) + correction);
    }

    private static long bitsOf(long thousandths) {
        return Double.doubleToRawLongBits(thousandths / THOUSANDTHS);
    }
}
