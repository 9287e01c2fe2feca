package io.nodepulse.events.store.read;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.person.PersonOpening;
import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSummary;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.epoch.Continuity;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.MalformedEntryException;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What follows on a position in a segment that has every event up to its end: to be read server by
 * server, which keeps one block unpacked where the order of the shard needs all of them. Whatever
 * is not as plain as that is left to who reads in the order of the shard and names it. Immutable.
 */
public final class ArchivedStretch {

    private final int shard;
    private final ArchivedSegment segment;
    private final EpochHistory history;
    private final ShardToken begin;
    private final PersonOpening persons;

    private ArchivedStretch(
            int shard,
            ArchivedSegment segment,
            EpochHistory history,
            ShardToken begin,
            PersonOpening persons) {
        this.shard = shard;
        this.segment = segment;
        this.history = history;
        this.begin = begin;
        this.persons = persons;
    }

    /**
     * The stretch behind that position; empty where no segment has all of what comes next, or the
     * position is none of that history.
     */
    static Optional<ArchivedStretch> after(
            ShardToken position,
            int shard,
            EpochHistory history,
            List<ArchivedSegment> segments,
            PersonOpening persons) {
        if (Continuity.breakAt(position, history).isPresent()) {
            return Optional.empty();
        }
        ShardToken begin = Continuity.begin(position, history);
        return segments.stream()
                .filter(each -> goesOn(each.summary(), begin.sequence(), history))
                .findFirst()
                .map(each -> new ArchivedStretch(shard, each, history, begin, persons));
    }

    private static boolean goesOn(SegmentSummary segment, long sequence, EpochHistory history) {
        return segment.firstSequence() <= sequence + 1
                && segment.lastSequence() > sequence
                && segment.lastSequence() <= history.head()
                && segment.events() == segment.lastSequence() - segment.firstSequence() + 1;
    }

    /** The position behind it. */
    public ShardToken end() {
        long last = segment.summary().lastSequence();
        return begin.at(last).in(history.trailTo(last));
    }

    /** How many events it has. */
    public long events() {
        return segment.summary().lastSequence() - begin.sequence();
    }

    /** Time of its newest scrape; 1970 where it has none. */
    public Instant lastSampledAt() {
        return segment.summary().lastSampledAt();
    }

    /**
     * Hands out the messages that meet the criteria: all those of a server and exporter at once, in
     * their order, and what is no scrape after all scrapes. A scrape is one message.
     *
     * @throws UnreadableStretchException if it is to be read in the order of the shard after all;
     *     what was handed out is then no more than a part of it
     */
    public void read(EventCriteria criteria, Consumer<List<EventMessage>> taker) {
        try {
            SegmentReader reader = SegmentReader.open(segment.source());
            checkFacts(reader);
            for (BlockEntry block : scrapesFirst(reader)) {
                List<EventMessage> messages = messages(reader, block, new EntryFilter(criteria));
                if (!messages.isEmpty()) {
                    taker.accept(messages);
                }
            }
        } catch (IOException | MalformedSegmentException | MalformedEntryException e) {
            throw new UnreadableStretchException(
                    "segment %s: %s".formatted(segment.name(), e.getMessage()), e);
        }
    }

    /** An erasure is of what came before it, and what comes after it may be here, too. */
    private void checkFacts(SegmentReader reader) throws IOException {
        for (Iterator<SegmentAppend> facts = reader.facts(); facts.hasNext(); ) {
            SegmentAppend append = facts.next();
            if (append.lastSequence() > begin.sequence() && !Erasure.in(append).isEmpty()) {
                throw new MalformedEntryException(
                        "append %d erases what came before it".formatted(append.lastSequence()));
            }
        }
    }

    /** Of what was erased nothing is handed out, as in the order of the shard. */
    private static List<BlockEntry> scrapesFirst(SegmentReader reader) {
        return reader.footer().blocks().stream()
                .filter(block -> !block.isOfErased())
                .sorted(Comparator.comparing(BlockEntry::isOfFacts))
                .toList();
    }

    private List<EventMessage> messages(SegmentReader reader, BlockEntry block, EntryFilter filter)
            throws IOException {
        List<EventMessage> messages = new ArrayList<>();
        if (!filter.mayWant(block)) {
            return messages;
        }
        for (Iterator<SegmentAppend> appends = reader.read(block); appends.hasNext(); ) {
            SegmentAppend append = appends.next();
            if (append.lastSequence() > begin.sequence()) {
                add(
                        new DecodedEntry(shard, append.lastSequence(), sound(append), persons),
                        filter,
                        messages);
            }
        }
        return messages;
    }

    /** Of an append that was lost with an epoch, or cannot be read, others tell more. */
    private Entry sound(SegmentAppend append) {
        if (append instanceof Readable known && history.holds(append)) {
            return known.entry();
        }
        throw new MalformedEntryException(
                "append %d cannot be read, or is not of this history"
                        .formatted(append.lastSequence()));
    }

    private static void add(DecodedEntry entry, EntryFilter filter, List<EventMessage> messages) {
        if (entry.isUniform()) {
            messages.add(entry.whole());
            return;
        }
        for (long each = entry.firstSequence(); each <= entry.lastSequence(); each++) {
            if (filter.wants(entry, each)) {
                messages.add(entry.message(each));
            }
        }
    }
}
