package io.nodepulse.events.store.epoch;

/** How what is remembered of a shard stands to what it holds. */
public enum Knowledge {
    /** There is nothing more. */
    COMPLETE,
    /** There is more, after what is remembered. */
    BEHIND,
    /** Some of what is remembered is not there any more: it has to be read anew. */
    OF_ANOTHER_HISTORY
}
