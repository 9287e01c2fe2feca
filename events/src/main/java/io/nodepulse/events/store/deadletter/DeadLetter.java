package io.nodepulse.events.store.deadletter;

import java.time.Instant;

/**
 * An entry that was set aside.
 *
 * @param shard the shard it stands in
 * @param lastSequence sequence of its last event
 * @param stage who could not work on it: {@value #DECODING}, or a projection's name
 * @param reason why, in words
 * @param setAsideAt when
 */
public record DeadLetter(
        int shard, long lastSequence, String stage, String reason, Instant setAsideAt) {

    /** Stage of entries whose bytes could not be read. */
    public static final String DECODING = "decoding";
}
