package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Where an epoch of a shard began, and what it began without.
 *
 * @param epoch the epoch
 * @param after sequence of the last event before it that the store has
 * @param first sequence of its own first event; numbers in between were given out, and what they
 *     stood for is lost
 * @param at when it began
 * @param lostThrough numbers up to this one were given out before it, and what they stood for is
 *     lost; from {@code first} on they stand for other events now
 * @param foundAt when that was found
 */
public record EpochStart(
        Epoch epoch, long after, long first, Instant at, long lostThrough, Instant foundAt) {

    /** Of the head's field, with the first sequence, that names what was lost beyond it. */
    public static final String LOST = "lost:";

    /** One of which nothing is known to be lost but the numbers below its first. */
    public EpochStart(Epoch epoch, long after, long first, Instant at) {
        this(epoch, after, first, at, first - 1, at);
    }

    /**
     * Reads what a shard says of it.
     *
     * @param stored 8 bytes epoch, then {@code <after>:<ms>}
     * @throws RuntimeException if it is anything else
     */
    public static EpochStart of(long first, byte[] stored) {
        String rest =
                new String(
                        stored, Long.BYTES, stored.length - Long.BYTES, StandardCharsets.US_ASCII);
        int colon = rest.indexOf(':');
        return new EpochStart(
                Epoch.stored(stored),
                Long.parseLong(rest.substring(0, colon)),
                first,
                Instant.ofEpochMilli(Long.parseLong(rest.substring(colon + 1))));
    }

    /**
     * This, with what the head of the shard says of it.
     *
     * @param head the head's fields; {@code lost:<first>} holds {@code <through>:<ms>}
     * @throws RuntimeException if it holds anything else
     */
    public EpochStart lacking(Map<String, byte[]> head) {
        byte[] stored = head.get(LOST + first);
        if (stored == null) {
            return this;
        }
        String[] parts = new String(stored, StandardCharsets.US_ASCII).split(":", 2);
        return new EpochStart(
                epoch,
                after,
                first,
                at,
                Math.max(lostThrough, Long.parseLong(parts[0])),
                Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }
}
