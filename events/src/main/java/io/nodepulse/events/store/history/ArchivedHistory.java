package io.nodepulse.events.store.history;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.MalformedEntryException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;

/**
 * What was sampled on one server and retention took from Valkey, read from segments, oldest first,
 * a block at a time. A segment that cannot be read is an item that says so, in its place. Not
 * thread-safe.
 */
final class ArchivedHistory implements Iterator<HistoryItem> {

    /**
     * What is asked for.
     *
     * @param after samples up to this sequence are passed over
     */
    record Wanted(UUID serverId, Exporter exporter, Instant from, Instant to, long after) {

        /** The same, of what comes after that sequence. */
        Wanted after(long sequence) {
            return new Wanted(serverId, exporter, from, to, sequence);
        }

        private boolean takes(Sampled scrape) {
            Instant at = scrape.sampledAt();
            return !at.isBefore(from) && !at.isAfter(to);
        }

        boolean overlaps(ArchivedSegment segment, long trimmed) {
            return segment.summary().lastSequence() > after
                    && segment.summary().firstSequence() <= trimmed
                    && !segment.summary().firstSampledAt().isAfter(to)
                    && !segment.summary().lastSampledAt().isBefore(from);
        }
    }

    private final int shard;
    private final Wanted wanted;
    private final EpochHistory history;
    private final Iterator<ArchivedSegment> segments;
    private final Queue<HistoryItem> ready = new ArrayDeque<>();
    private Iterator<SegmentAppend> appends = Collections.emptyIterator();

    ArchivedHistory(int shard, List<ArchivedSegment> all, EpochHistory history, Wanted wanted) {
        this.shard = shard;
        this.wanted = wanted;
        this.history = history;
        this.segments =
                all.stream()
                        .filter(segment -> wanted.overlaps(segment, history.trimmed()))
                        .iterator();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (appends.hasNext()) {
                collect((Readable) appends.next());
            } else if (segments.hasNext()) {
                open(segments.next());
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public HistoryItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void open(ArchivedSegment segment) {
        try {
            appends =
                    SegmentReader.read(
                            segment.source(),
                            reader -> reader.scrapes(wanted.serverId(), wanted.exporter()));
        } catch (IOException
                | UncheckedIOException
                | MalformedSegmentException
                | MalformedEntryException e) {
            ready.add(
                    new HistoryItem.Unreadable(
                            shard,
                            segment.summary().lastSequence(),
                            "segment %s: %s".formatted(segment.name(), e)));
        }
    }

    private void collect(Readable append) {
        switch (append.entry()) {
            case Entry.Processes processes ->
                    collect(append, processes.scrape(), processes.scrape().events());
            case Entry.Figures figures ->
                    collect(append, figures.sample(), List.of(figures.sample()));
            case Entry.Events events ->
                    throw new IllegalStateException("a block of scrapes has other events");
        }
    }

    private void collect(Readable append, Sampled scrape, List<? extends SampleEvent> samples) {
        boolean inValkey = append.lastSequence() > history.trimmed();
        if (inValkey || !history.holds(append) || !wanted.takes(scrape)) {
            return;
        }
        long sequence = append.firstSequence();
        for (SampleEvent sample : samples) {
            if (sequence > wanted.after()) {
                ready.add(new HistoryItem.Recorded(shard, sequence, sample));
            }
            sequence++;
        }
    }
}
