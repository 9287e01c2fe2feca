package io.nodepulse.events.store.stream;

/** How finely a stream's tracking tokens tell positions apart. */
public enum TokenGranularity {
    /** A token per event, as Axon's contract wants it. */
    EVENT,
    /**
     * All events of one append carry the token of its last event. Axon's processors then hand them
     * over together and count appends, not events, against their buffers; an append is never split
     * between two transactions.
     */
    APPEND
}
