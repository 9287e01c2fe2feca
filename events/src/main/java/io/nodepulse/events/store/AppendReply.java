package io.nodepulse.events.store;

import java.util.List;

/**
 * What {@code nodepulse_append} answered.
 *
 * @param outcome what happened
 * @param value sequence of the last event (appended), head of the shard (rejected), time of the
 *     last scrape in ms (duplicate), or the missing keyframe's sequence
 */
record AppendReply(Outcome outcome, long value) {

    /** The codes are those of {@code append.lua}. */
    enum Outcome {
        REJECTED,
        APPENDED,
        DUPLICATE,
        NO_KEYFRAME
    }

    static AppendReply of(List<Long> reply) {
        return new AppendReply(Outcome.values()[Math.toIntExact(reply.get(0))], reply.get(1));
    }
}
