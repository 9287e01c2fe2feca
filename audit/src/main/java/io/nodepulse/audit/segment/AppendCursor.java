package io.nodepulse.audit.segment;

import io.nodepulse.events.store.Shard;
import io.nodepulse.events.store.read.StoredAppend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Goes through the appends of a shard page by page. Belongs to one thread. */
final class AppendCursor {

    private static final int PAGE = 1_000;

    private final Shard store;
    private final Deque<StoredAppend> page = new ArrayDeque<>();
    private long after;

    AppendCursor(Shard store, long after) {
        this.store = store;
        this.after = after;
    }

    /** Goes on behind that sequence. */
    void seek(long sequence) {
        page.clear();
        after = sequence;
    }

    /** The append that ends there, if there is one; those before it are passed over. */
    Optional<StoredAppend> endingAt(long sequence) {
        while (true) {
            if (page.isEmpty()) {
                page.addAll(store.appends(after, PAGE));
                if (page.isEmpty()) {
                    return Optional.empty();
                }
                after = page.getLast().lastSequence();
            }
            StoredAppend next = page.getFirst();
            if (next.lastSequence() > sequence) {
                return Optional.empty();
            }
            page.removeFirst();
            if (next.lastSequence() == sequence) {
                return Optional.of(next);
            }
        }
    }
}
