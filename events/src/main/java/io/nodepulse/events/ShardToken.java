package io.nodepulse.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of a shard is, and in which history: a number alone may stand for another event
 * after a failover. Its class name and its JSON are stored in PostgreSQL and do not change.
 * Immutable.
 */
public final class ShardToken extends GlobalSequenceTrackingToken {

    private final long acceptedThrough;
    private final EpochTrail trail;

    /**
     * @param sequence of the last event that was processed
     * @param acceptedThrough whatever is missing up to this sequence is known to be gone, and need
     *     not be read: it was past the retention when the reader began, or was given up in a repair
     * @param trail the epochs that the reader came through
     */
    public ShardToken(long sequence, long acceptedThrough, EpochTrail trail) {
        super(sequence);
        this.acceptedThrough = acceptedThrough;
        this.trail = trail;
    }

    @JsonCreator
    static ShardToken fromJson(
            @JsonProperty("globalIndex") long sequence,
            @JsonProperty("acceptedThrough") long acceptedThrough,
            @JsonProperty("epochs") String epochs) {
        return new ShardToken(sequence, acceptedThrough, EpochTrail.parse(epochs));
    }

    /**
     * The same position as a token of this class. A plain one, as was stored before there were
     * epochs, is taken at its number; none at all is before the first event.
     */
    public static ShardToken of(@Nullable TrackingToken token) {
        if (token instanceof ShardToken already) {
            return already;
        }
        long sequence = token == null ? 0 : Math.max(0, token.position().orElse(0));
        return new ShardToken(sequence, sequence, EpochTrail.UNKNOWN);
    }

    /** Sequence of the last event that was processed. */
    @JsonIgnore
    public long sequence() {
        return getGlobalIndex();
    }

    @JsonProperty("acceptedThrough")
    public long acceptedThrough() {
        return acceptedThrough;
    }

    @JsonProperty("epochs")
    String epochs() {
        return trail.toString();
    }

    /** The epochs that the reader came through. */
    @JsonIgnore
    public EpochTrail trail() {
        return trail;
    }

    /** The same history, further on. */
    public ShardToken at(long sequence) {
        return new ShardToken(sequence, acceptedThrough, trail);
    }

    /** The same position in that history. */
    public ShardToken in(EpochTrail other) {
        return new ShardToken(sequence(), acceptedThrough, other);
    }

    /** The same position; what is missing up to that sequence is given up. */
    public ShardToken accepting(long through) {
        return new ShardToken(sequence(), Math.max(acceptedThrough, through), trail);
    }

    @Override
    public String toString() {
        return "ShardToken{%d, accepted through %d, %s}"
                .formatted(sequence(), acceptedThrough, trail);
    }
}
