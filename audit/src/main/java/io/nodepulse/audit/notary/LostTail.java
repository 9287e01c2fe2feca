package io.nodepulse.audit.notary;

/**
 * Signed events at the end of a shard that an older copy of it does not hold.
 *
 * @param first sequence of the first of them
 * @param last sequence of the last one
 */
public record LostTail(long first, long last) {

    public LostTail {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("events " + first + " to " + last);
        }
    }
}
