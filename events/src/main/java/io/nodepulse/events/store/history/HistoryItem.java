package io.nodepulse.events.store.history;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.segment.Erasure;

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
     * What was erased: all samples of the server that came before it.
     *
     * @param sequence number of the event that erased them
     * @param erasure who had it erased, and when
     */
    record Erased(int shard, long sequence, Erasure erasure) implements HistoryItem {}

    /**
     * An entry that cannot be read: its samples are lost to this version, and the seals tell since
     * when.
     *
     * @param sequence number of its last sample
     * @param reason why, in words
     */
    record Unreadable(int shard, long sequence, String reason) implements HistoryItem {}
}
