package io.nodepulse.events.store;

import org.redisson.api.stream.StreamMessageId;

/**
 * A stream entry as Valkey keeps it.
 *
 * @param lastSequence sequence of its last event
 * @param count how many events it has
 * @param bytes what {@link io.nodepulse.events.wire.EntryFormat} wrote
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
record RawEntry(long lastSequence, long count, byte[] bytes) {

    static RawEntry of(StreamMessageId id, byte[] bytes) {
        return new RawEntry(id.getId0(), id.getId1(), bytes);
    }

    long firstSequence() {
        return lastSequence - count + 1;
    }

    /** The id in Valkey, {@code <last sequence>-<events>}. */
    StreamMessageId id() {
        return new StreamMessageId(lastSequence, count);
    }
}
