package io.nodepulse.events.wire;

/**
 * How a double becomes two whole numbers, most often small: parts of one, rounded, and what to add
 * to the bits of {@code parts / perOne} to get the double's. Any finite double comes back bit by
 * bit, also one that a sum has blurred.
 */
enum ScaledDouble {
    /** CPU seconds: the kernel's clock tick. */
    HUNDREDTHS(100),
    /** Figures of other exporters. */
    THOUSANDTHS(1000),
    /** Optional figures of processes: what agents round to. */
    MILLIONTHS(1_000_000);

    private static final double MAX_PARTS = 1L << 53;

    private final double perOne;

    ScaledDouble(double perOne) {
        this.perOne = perOne;
    }

    long parts(double value) {
        double parts = value * perOne;
        return Math.abs(parts) < MAX_PARTS ? Math.round(parts) : 0;
    }

    long correction(double value, long parts) {
        return Double.doubleToRawLongBits(value) - bitsOf(parts);
    }

    double value(long parts, long correction) {
        return Double.longBitsToDouble(bitsOf(parts) + correction);
    }

    private long bitsOf(long parts) {
        return Double.doubleToRawLongBits(parts / perOne);
    }
}
