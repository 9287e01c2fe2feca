package io.nodepulse.events.store.append;

import io.nodepulse.events.Epoch;

import java.util.List;

/**
 * What {@code append.lua} answered to one append.
 *
 * @param outcome what happened
 * @param value sequence of the last event (appended), head of the shard (rejected), time of the
 *     last scrape in ms (duplicate), the missing keyframe's sequence, or 0 (failed)
 * @param head sequence of the shard's last event, after the whole call
 * @param epoch the shard's epoch
 */
record AppendReply(Outcome outcome, long value, long head, Epoch epoch) {

    private static final Outcome[] OUTCOMES = Outcome.values();

    /** The codes are those of {@code append.lua}. */
    enum Outcome {
        REJECTED,
        APPENDED,
        DUPLICATE,
        NO_KEYFRAME,
        FAILED
    }

    /** The answers of a call, one per append. */
    static List<AppendReply> of(List<?> answer) {
        Epoch epoch = Epoch.stored((byte[]) answer.getFirst());
        AppendReply[] replies = new AppendReply[(answer.size() - 2) / 2];
        long head = (Long) answer.getLast();
        for (int i = 0; i < replies.length; i++) {
            long outcome = (Long) answer.get(1 + 2 * i);
            long value = (Long) answer.get(2 + 2 * i);
            replies[i] = new AppendReply(OUTCOMES[Math.toIntExact(outcome)], value, head, epoch);
        }
        return List.of(replies);
    }
}
