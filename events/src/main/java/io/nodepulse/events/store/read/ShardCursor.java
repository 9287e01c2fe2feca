package io.nodepulse.events.store.read;

import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.store.archive.ArchivedAppends;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the appends of a shard in order: from segments what retention took from Valkey, and
 * from there what it left, and the rest. Belongs to one thread.
 */
public final class ShardCursor {

    private final ShardReader reader;
    private @Nullable ArchivedAppends archived;

    ShardCursor(ShardReader reader) {
        this.reader = reader;
    }

    /** What comes next is after that sequence, of that history. */
    public void seek(long sequence, EpochHistory history) {
        archived = reader.archive().after(sequence, history);
    }

    /** Whether what comes next is from segments; false before the first {@link #seek}. */
    public boolean isInArchive() {
        return archived != null && archived.hasNext();
    }

    /** Appends that end after that sequence, oldest first; about {@code count}. */
    public List<? extends PlacedAppend> after(long sequence, int count) {
        return archived != null && archived.hasNext()
                ? page(archived, sequence, count)
                : reader.after(sequence, count);
    }

    /** As {@link #after}, but waits for one at most {@code wait} long if there is none yet. */
    public List<? extends PlacedAppend> awaitAfter(long sequence, int count, Duration wait) {
        return archived != null && archived.hasNext()
                ? page(archived, sequence, count)
                : reader.awaitAfter(sequence, count, wait);
    }

    private List<PlacedAppend> page(ArchivedAppends from, long sequence, int count) {
        List<PlacedAppend> page = new ArrayList<>();
        long position = sequence;
        while (page.size() < count && from.hasNext()) {
            long first = from.peek().firstSequence();
            // Valkey keeps for ever what is no scrape, also of before there were segments.
            List<RawEntry> kept =
                    first > position + 1 ? reader.between(position, first - 1, count) : List.of();
            page.addAll(kept);
            if (kept.isEmpty()) {
                page.add(from.next());
            }
            position = page.getLast().lastSequence();
        }
        return page;
    }
}
