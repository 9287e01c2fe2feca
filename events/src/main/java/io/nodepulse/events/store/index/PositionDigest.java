package io.nodepulse.events.store.index;

/**
 * A fingerprint of the members of an index, in their order: a polynomial over them modulo 2^61 - 1,
 * at a point that is drawn for each check, so that no difference can be made to fit. It takes the
 * same memory however many members there are. Not thread-safe.
 */
final class PositionDigest {

    private static final long MODULUS = (1L << 61) - 1;

    private final long point;
    private long value;
    private long count;
    private long first;

    /**
     * @param point above 1 and below 2^61 - 1
     */
    PositionDigest(long point) {
        this.point = point;
    }

    void add(IndexMark mark) {
        if (count == 0) {
            first = mark.sequence();
        }
        count++;
        fold(mark.sequence());
        String text = mark.text();
        fold(text.length());
        for (int i = 0; i < text.length(); i++) {
            fold(text.charAt(i));
        }
    }

    long count() {
        return count;
    }

    /** Sequence of the first member, 0 if there is none. */
    long first() {
        return first;
    }

    boolean matches(PositionDigest other) {
        return count == other.count && value == other.value;
    }

    private void fold(long term) {
        value = reduced(times(value, point) + (term & MODULUS));
    }

    private static long times(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        return reduced((low & MODULUS) + ((low >>> 61) | (high << 3)));
    }

    private static long reduced(long sum) {
        long folded = (sum & MODULUS) + (sum >>> 61);
        return folded >= MODULUS ? folded - MODULUS : folded;
    }
}
