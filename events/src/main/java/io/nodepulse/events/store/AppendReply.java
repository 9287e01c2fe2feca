package io.nodepulse.events.store;

import java.util.List;

/**
 * What {@code nodepulse_append} answered.
 *
 * @param outcome what happened
 * @param value sequence of the last event (appended), head of the shard (rejected), time of the
 *     last scrape in ms (duplicate), the missing keyframe's sequence, or 0 (failed)
 */
record AppendReply(Outcome outcome, long value) {

    private static final Outcome[] OUTCOMES = Outcome.values();

    /** The codes are those of {@code append.lua}. */
    enum Outcome {
        REJECTED,
        APPENDED,
        DUPLICATE,
        NO_KEYFRAME,
        FAILED
    }

    /** The answer to the append at that index of a call. */
    static AppendReply at(int index, List<Long> replies) {
        return new AppendReply(
                OUTCOMES[Math.toIntExact(replies.get(2 * index))], replies.get(2 * index + 1));
    }
}
