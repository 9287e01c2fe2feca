package io.nodepulse.events.wire;

/**
 * How resident bytes become two whole numbers: pages of 4 KiB and a remainder, which is nearly
 * always 0 and compresses to nothing.
 */
final class ResidentPages {

    private static final int PAGE_BITS = 12;
    private static final long PAGE_MASK = (1L << PAGE_BITS) - 1;

    private ResidentPages() {}

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
