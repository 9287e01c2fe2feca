package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Where an epoch of a shard began.
 *
 * @param epoch the epoch
 * @param after sequence of the last event before it that the store has
 * @param first sequence of its own first event; numbers in between were given out, and what they
 *     stood for is lost
 * @param at when it began
 */
public record EpochStart(Epoch epoch, long after, long first, Instant at) {

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
}
