package io.nodepulse.events.store.stream;

/** What a stream hands out at once. */
public enum StreamUnit {
    /** An event with a token of its own, as Axon's contract wants it. */
    EVENT,
    /**
     * An append: all process samples of a scrape are one message, whose payload is the {@link
     * io.nodepulse.events.wire.ProcessScrape}, and all events of another append carry the token of
     * its last one. Axon's processors then count appends, not events, against their buffers, and an
     * append is never split between two transactions.
     */
    APPEND
}
