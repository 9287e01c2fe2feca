package io.nodepulse.events.store.history;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.read.PagedIterator;
import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.MalformedEntryException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * What was sampled on one server, oldest first: from segments what retention took from Valkey, and
 * from there the rest. Reads as it is iterated: memory does not grow with the range. Retention may
 * go on meanwhile. What is erased is not read from the moment on that the event says so. Not
 * thread-safe.
 */
final class ServerHistory extends PagedIterator<HistoryItem> {

    private static final int ENTRIES_PER_READ = 64;

    private final ShardHistory shard;
    private final ArchivedHistory.Wanted wanted;
    private Iterator<HistoryItem> archived = Collections.emptyIterator();
    private Iterator<Long> positions = Collections.emptyIterator();

    /** All up to this sequence is handed out or ready. */
    private long passed;

    ServerHistory(ShardHistory shard, ArchivedHistory.Wanted wanted) {
        this.shard = shard;
        List<Erasure> erased =
                shard.erasures().stream()
                        .filter(each -> each.serverId().equals(wanted.serverId()))
                        .toList();
        long erasedBefore = erased.stream().mapToLong(Erasure::sequence).max().orElse(0);
        this.wanted = wanted.after(Math.max(wanted.after(), erasedBefore));
        this.passed = this.wanted.after();
        erased.stream()
                .filter(
                        each ->
                                each.sequence() > wanted.after()
                                        && !each.at().isBefore(wanted.from()))
                .map(each -> new HistoryItem.Erased(shard.keys().shard(), each.sequence(), each))
                .forEach(ready::add);
        seek();
    }

    /** Goes on after what has passed, from where that is now. */
    private void seek() {
        EpochHistory history = shard.reader().history();
        archived =
                new ArchivedHistory(
                        shard.keys().shard(),
                        shard.reader().archive().retired(history),
                        history,
                        wanted.after(passed));
        passed = Math.max(passed, history.trimmed());
        positions =
                shard
                        .scrapes()
                        .between(wanted.serverId(), wanted.exporter(), wanted.from(), wanted.to())
                        .stream()
                        .map(ScrapeIndex.Position::lastSequence)
                        .filter(sequence -> sequence > passed)
                        .iterator();
    }

    @Override
    protected boolean readMore() {
        if (archived.hasNext()) {
            ready.add(archived.next());
            return true;
        }
        List<Long> page = new ArrayList<>(ENTRIES_PER_READ);
        while (positions.hasNext() && page.size() < ENTRIES_PER_READ) {
            page.add(positions.next());
        }
        if (page.isEmpty()) {
            return false;
        }
        List<RawEntry> entries = shard.reader().endingIn(page);
        if (entries.size() < page.size() && shard.reader().headField("trimmed") > passed) {
            seek(); // retention came by since: what it took is in segments
            return true;
        }
        entries.forEach(this::read);
        passed = page.getLast();
        return true;
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
            if (sequence > wanted.after()) {
                ready.add(new HistoryItem.Recorded(shard.keys().shard(), sequence, sample));
            }
            sequence++;
        }
    }
}
