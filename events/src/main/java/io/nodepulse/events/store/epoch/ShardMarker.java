package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * How much of a shard is known, and in which history. What was decided on events that the shard has
 * lost since is then refused. Immutable.
 */
public final class ShardMarker extends GlobalIndexConsistencyMarker {

    private final long sequence;
    private final Epoch epoch;

    /**
     * @param sequence of the last event that is known
     * @param epoch the epoch of that event
     */
    public ShardMarker(long sequence, Epoch epoch) {
        super(sequence);
        this.sequence = sequence;
        this.epoch = epoch;
    }

    public long sequence() {
        return sequence;
    }

    public Epoch epoch() {
        return epoch;
    }

    /** The epoch of a marker, where it says one. */
    public static Optional<Epoch> epochOf(ConsistencyMarker marker) {
        return marker instanceof ShardMarker known ? Optional.of(known.epoch) : Optional.empty();
    }

    /** The number of a marker; 0 for {@link ConsistencyMarker#ORIGIN}. */
    public static long sequenceOf(ConsistencyMarker marker) {
        return Math.max(0, GlobalIndexConsistencyMarker.position(marker));
    }

    /** As in Axon's contract, markers are compared by their numbers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalIndexConsistencyMarker marker
                && GlobalIndexConsistencyMarker.position(marker) == sequence;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "ShardMarker{%d of %s}".formatted(sequence, epoch);
    }
}
