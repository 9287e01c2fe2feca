package io.nodepulse.events.store.archive;

import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentReader.Part;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Appends from segments, in the order of their sequences, a segment at a time. A segment may hold
 * what the shard lost with an epoch after it was made; that is passed over. Belongs to one thread.
 */
public final class ArchivedAppends implements Iterator<SegmentAppend> {

    private final Iterator<ArchivedSegment> segments;
    private final Part<Iterator<SegmentAppend>> part;
    private final EpochHistory history;
    private long position;
    private String open = "";
    private Iterator<SegmentAppend> appends = Collections.emptyIterator();
    private @Nullable SegmentAppend next;

    /**
     * @param segments of the shard, in the order of their leaves
     * @param part what of each
     * @param history says which of their appends the shard still stands by, and where those begin
     *     that Valkey has itself
     * @param after appends that end up to this sequence are passed over
     */
    ArchivedAppends(
            List<ArchivedSegment> segments,
            Part<Iterator<SegmentAppend>> part,
            EpochHistory history,
            long after) {
        this.segments = segments.iterator();
        this.part = part;
        this.history = history;
        this.position = after;
    }

    /**
     * Whether there is one more.
     *
     * @throws MalformedSegmentException if the segment that would have it is damaged
     * @throws EventStoreUnavailableException if it cannot be had
     */
    @Override
    public boolean hasNext() {
        while (next == null) {
            if (!advance()) {
                return false;
            }
        }
        return true;
    }

    /** Takes a step; false if there is nothing left to look at. */
    private boolean advance() {
        try {
            if (appends.hasNext()) {
                SegmentAppend append = appends.next();
                if (append.lastSequence() > position && history.holds(append)) {
                    next = append;
                }
                return true;
            }
            return openNext();
        } catch (IOException e) {
            throw new EventStoreUnavailableException(
                    "segment %s cannot be read: %s".formatted(open, e), e);
        } catch (MalformedSegmentException | MalformedEntryException e) {
            throw new MalformedSegmentException(
                    "segment %s: %s".formatted(open, e.getMessage()), e);
        }
    }

    private boolean openNext() throws IOException {
        while (segments.hasNext()) {
            ArchivedSegment segment = segments.next();
            if (segment.summary().lastSequence() > position
                    && segment.summary().firstSequence() <= history.trimmed()) {
                open = segment.name();
                appends = SegmentReader.read(segment.source(), part);
                return true;
            }
        }
        return false;
    }

    /** The next one, which stays the next one. */
    public SegmentAppend peek() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return Objects.requireNonNull(next);
    }

    @Override
    public SegmentAppend next() {
        SegmentAppend append = peek();
        position = append.lastSequence();
        next = null;
        return append;
    }
}
