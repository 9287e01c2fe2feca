package io.nodepulse.events.store.history;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.PagedIterator;
import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.MalformedEntryException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What was sampled on one server, read from the event store itself, oldest first. Reads as it is
 * iterated: memory does not grow with the range. Not thread-safe.
 */
final class ServerHistory extends PagedIterator<HistoryItem> {

    private static final int ENTRIES_PER_READ = 64;

    private final ShardHistory shard;
    private final Iterator<ScrapeIndex.Position> positions;
    private final long after;

    /**
     * @param positions the scrapes to read
     * @param after samples up to this sequence are passed over
     */
    ServerHistory(ShardHistory shard, List<ScrapeIndex.Position> positions, long after) {
        this.shard = shard;
        this.positions =
                positions.stream().filter(position -> position.lastSequence() > after).iterator();
        this.after = after;
    }

    @Override
    protected boolean readMore() {
        List<Long> page = new ArrayList<>(ENTRIES_PER_READ);
        while (positions.hasNext() && page.size() < ENTRIES_PER_READ) {
            page.add(positions.next().lastSequence());
        }
        if (!page.isEmpty()) {
            shard.reader().endingIn(page).forEach(this::read);
        }
        return !page.isEmpty();
    }

    private void read(RawEntry raw) {
        try {
            shard.decoder().decodeIfKept(raw).ifPresent(this::collect);
        } catch (MalformedEntryException e) {
            ready.add(
                    new HistoryItem.Unreadable(
                            shard.keys().shard(),
                            raw.lastSequence(),
                            String.valueOf(e.getMessage())));
        }
    }

    private void collect(DecodedEntry decoded) {
        List<? extends SampleEvent> samples =
                switch (decoded.entry()) {
                    case Entry.Processes processes -> processes.scrape().events();
                    case Entry.Figures figures -> List.of(figures.sample());
                    case Entry.Events events ->
                            throw new IllegalStateException(
                                    "the scrape index points to " + events.count() + " events");
                };
        long sequence = decoded.firstSequence();
        for (SampleEvent sample : samples) {
            if (sequence > after) {
                ready.add(new HistoryItem.Recorded(shard.keys().shard(), sequence, sample));
            }
            sequence++;
        }
    }
}
