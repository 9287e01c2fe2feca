package io.nodepulse.events.store.read;

import io.nodepulse.events.ShardToken;
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

    private final ArchivedSegment segment;
    private final EpochHistory history;
    private final ShardToken begin;
    private final KeptEntries kept;

    private ArchivedStretch(
            ArchivedSegment segment, EpochHistory history, ShardToken begin, KeptEntries kept) {
        this.segment = segment;
        this.history = history;
        this.begin = begin;
        this.kept = kept;
    }

    /**
     * The stretch behind that position; empty where no segment has all of what comes next that is
     * not known to be gone, or the position is none of that history.
     */
    static Optional<ArchivedStretch> after(
            ShardToken position,
            EpochHistory history,
            List<ArchivedSegment> segments,
            KeptEntries kept) {
        if (Continuity.breakAt(position, history).isPresent()) {
            return Optional.empty();
        }
        ShardToken begin = Continuity.begin(position, history);
        return segments.stream()
                .filter(each -> goesOn(each.summary(), begin, history))
                .findFirst()
                .map(each -> new ArchivedStretch(each, history, begin, kept));
    }

    private static boolean goesOn(
            SegmentSummary segment, ShardToken position, EpochHistory history) {
        long known = Math.max(position.sequence(), position.acceptedThrough());
        return segment.firstSequence() <= known + 1
                && segment.lastSequence() > position.sequence()
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
        return segment.summary().lastSequence()
                - Math.max(begin.sequence(), segment.summary().firstSequence() - 1);
    }

    /** Time of its newest scrape; 1970 where it has none. */
    public Instant lastSampledAt() {
        return segment.summary().lastSampledAt();
    }

    /**
     * Hands out the messages that meet the criteria: what was kept of before the segment, then all
     * those of a server and exporter at once, in their order, and what is no scrape after all
     * scrapes. A scrape is one message.
     *
     * @param needed blocks that are not are passed over
     * @throws UnreadableStretchException if it is to be read in the order of the shard after all;
     *     what was handed out is then no more than a part of it
     */
    public void read(
            EventCriteria criteria, NeededBlocks needed, Consumer<List<EventMessage>> taker) {
        try {
            SegmentReader reader = SegmentReader.open(segment.source());
            checkFacts(reader);
            EntryFilter filter = new EntryFilter(criteria);
            List<EventMessage> before = before(filter);
            if (!before.isEmpty()) {
                taker.accept(before);
            }
            for (BlockEntry block : scrapesFirst(reader)) {
                List<EventMessage> messages =
                        isNeeded(block, needed) ? messages(reader, block, filter) : List.of();
                if (!messages.isEmpty()) {
                    taker.accept(messages);
                }
            }
        } catch (IOException | MalformedSegmentException | MalformedEntryException e) {
            throw new UnreadableStretchException(
                    "segment %s: %s".formatted(segment.name(), e.getMessage()), e);
        }
    }

    private List<EventMessage> before(EntryFilter filter) {
        List<EventMessage> messages = new ArrayList<>();
        kept.between(begin.sequence(), segment.summary().firstSequence() - 1)
                .forEachRemaining(entry -> add(entry, filter, messages));
        return messages;
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

    private static boolean isNeeded(BlockEntry block, NeededBlocks needed) {
        return block.isOfFacts()
                || needed.of(block.serverId(), block.firstSampledAt(), block.lastSampledAt());
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
                requireSound(append);
                add(kept.decoder().decode(append), filter, messages);
            }
        }
        return messages;
    }

    /** Of an append that was lost with an epoch, or cannot be read, others tell more. */
    private void requireSound(SegmentAppend append) {
        if (!(append instanceof Readable) || !history.holds(append)) {
            throw new MalformedEntryException(
                    "append %d cannot be read, or is not of this history"
                            .formatted(append.lastSequence()));
        }
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
