package io.nodepulse.events;

/** An append with its place in a shard, wherever it is kept. */
public interface PlacedAppend {

    /** Sequence of its first event. */
    long firstSequence();

    /** Sequence of its last event. */
    long lastSequence();

    /** The epoch that it was appended in. */
    Epoch epoch();
}
