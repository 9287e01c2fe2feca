package io.nodepulse.events.store.history;

import io.nodepulse.events.SampleEvent;

/** Something in a server's history, in its place. */
public sealed interface HistoryItem {

    /** The shard it stands in. */
    int shard();

    /** Its number there. */
    long sequence();

    /**
     * A sample.
     *
     * @param sample what was sampled
     */
    record Recorded(int shard, long sequence, SampleEvent sample) implements HistoryItem {}

    /**
     * An entry that cannot be read: its samples are lost to this version, and the seals tell since
     * when.
     *
     * @param sequence number of its last sample
     * @param reason why, in words
     */
    record Unreadable(int shard, long sequence, String reason) implements HistoryItem {}
}
