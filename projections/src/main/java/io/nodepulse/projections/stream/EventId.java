package io.nodepulse.projections.stream;

/**
 * The event store's identity of an event, {@code <shard>:<sequence>}, as one number.
 *
 * @param shard the shard, below 1024
 * @param sequence the event's place in the shard
 */
public record EventId(int shard, long sequence) {

    /** Bits of {@link #asLong} that hold the shard. */
    private static final int SHARD_BITS = 10;

    public EventId {
        if (shard < 0 || shard >= 1 << SHARD_BITS || sequence < 0) {
            throw new IllegalArgumentException("no event id: " + shard + ":" + sequence);
        }
    }

    /**
     * @throws IllegalArgumentException if the text is not {@code <shard>:<sequence>}
     */
    public static EventId parse(String identifier) {
        int colon = identifier.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + identifier + "' is not <shard>:<sequence>");
        }
        return new EventId(
                Integer.parseInt(identifier, 0, colon, 10),
                Long.parseLong(identifier, colon + 1, identifier.length(), 10));
    }

    /** Sequence × 1024 + shard. */
    public long asLong() {
        return sequence << SHARD_BITS | shard;
    }
}
