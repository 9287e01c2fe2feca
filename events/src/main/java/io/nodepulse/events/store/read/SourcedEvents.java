package io.nodepulse.events.store.read;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;

/**
 * The events after a position, up to the head at the time of the call, that meet criteria. Where
 * each criterion names a tag, only the entries that the tag's index points to are read; a criterion
 * without a tag means reading them all. Reads as it is iterated. Not thread-safe.
 */
public final class SourcedEvents implements Iterator<SourcedEvents.Found> {

    private static final int ENTRIES_PER_READ = 256;

    /** An event of the shard by its entry and sequence. */
    public record Found(DecodedEntry entry, long sequence) {}

    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final EventCriteria criteria;
    private final long head;
    private final Iterator<RawEntry> candidates;
    private final Queue<Found> found = new ArrayDeque<>();
    private long position;

    public SourcedEvents(
            ShardReader reader,
            EntryDecoder decoder,
            EventCriteria criteria,
            long after,
            long head) {
        this.reader = reader;
        this.decoder = decoder;
        this.criteria = criteria;
        this.head = head;
        this.position = after;
        boolean indexed =
                criteria.hasCriteria()
                        && criteria.flatten().stream().allMatch(SourcedEvents::isIndexed);
        this.candidates = indexed ? taggedEntries() : allEntries();
    }

    /** Samples are found by the scrape index, which knows times; here they are read by scanning. */
    private static boolean isIndexed(EventCriterion criterion) {
        return criterion.tags().stream().anyMatch(tag -> !tag.key().equals(EventTypes.SCRAPED_TAG));
    }

    @Override
    public boolean hasNext() {
        while (found.isEmpty() && candidates.hasNext()) {
            RawEntry raw = candidates.next();
            decoder.decodeIfKept(raw).ifPresent(this::collect);
            position = raw.lastSequence();
        }
        return !found.isEmpty();
    }

    private void collect(DecodedEntry entry) {
        long from = Math.max(position + 1, entry.firstSequence());
        for (long sequence = from; sequence <= entry.lastSequence(); sequence++) {
            if (entry.matches(sequence, criteria)) {
                found.add(new Found(entry, sequence));
            }
        }
    }

    @Override
    public Found next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    private Iterator<RawEntry> taggedEntries() {
        TreeSet<Long> sequences = new TreeSet<>();
        for (EventCriterion criterion : criteria.flatten()) {
            Tag tag =
                    criterion.tags().stream()
                            .filter(any -> !any.key().equals(EventTypes.SCRAPED_TAG))
                            .findFirst()
                            .orElseThrow();
            sequences.addAll(reader.tags().after(tag, position));
        }
        return sequences.stream()
                .filter(sequence -> sequence <= head)
                .map(
                        sequence ->
                                sequence > position
                                        ? reader.holding(sequence)
                                        : Optional.<RawEntry>empty())
                .flatMap(Optional::stream)
                .iterator();
    }

    private Iterator<RawEntry> allEntries() {
        return new Iterator<>() {
            private final Queue<RawEntry> page = new ArrayDeque<>();
            private long read = position;

            @Override
            public boolean hasNext() {
                if (page.isEmpty() && read < head) {
                    reader.after(read, ENTRIES_PER_READ).stream()
                            .filter(entry -> entry.lastSequence() <= head)
                            .forEach(page::add);
                    read = page.isEmpty() ? head : lastOf(page);
                }
                return !page.isEmpty();
            }

            @Override
            public RawEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.remove();
            }
        };
    }

    private static long lastOf(Queue<RawEntry> page) {
        return page.stream().mapToLong(RawEntry::lastSequence).max().orElseThrow();
    }
}
