package io.nodepulse.events.store.read;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.store.entry.DecodedEntry;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * The events after a position, up to the head at the time of the call, that meet criteria. Where
 * each criterion names a tag, only the entries that the tag's index points to are read; a criterion
 * without a tag means reading them all. Reads as it is iterated. Not thread-safe.
 */
public final class SourcedEvents extends PagedIterator<SourcedEvents.Found> {

    private static final int ENTRIES_PER_READ = 256;

    /** An event of the shard by its entry and sequence. */
    public record Found(DecodedEntry entry, long sequence) {}

    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final EventCriteria criteria;
    private final long head;
    private final Iterator<PlacedAppend> candidates;
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
    protected boolean readMore() {
        if (!candidates.hasNext()) {
            return false;
        }
        PlacedAppend append = candidates.next();
        decoder.decodeIfKept(append).ifPresent(this::collect);
        position = append.lastSequence();
        return true;
    }

    private void collect(DecodedEntry entry) {
        long from = Math.max(position + 1, entry.firstSequence());
        for (long sequence = from; sequence <= entry.lastSequence(); sequence++) {
            if (entry.matches(sequence, criteria)) {
                ready.add(new Found(entry, sequence));
            }
        }
    }

    private Iterator<PlacedAppend> taggedEntries() {
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
                .filter(sequence -> sequence > position)
                .flatMap(sequence -> reader.kept(sequence).stream())
                .<PlacedAppend>map(append -> append)
                .iterator();
    }

    private Iterator<PlacedAppend> allEntries() {
        ShardCursor cursor = reader.cursor();
        cursor.seek(position, reader.history());
        return new PagedIterator<>() {
            private long read = position;

            private boolean isArchived(long after) {
                cursor.seek(after, reader.history());
                return cursor.isInArchive();
            }

            @Override
            protected boolean readMore() {
                if (read >= head) {
                    return false;
                }
                boolean archived = cursor.isInArchive();
                List<? extends PlacedAppend> page = cursor.after(read, ENTRIES_PER_READ);
                if (!archived && reader.headField("trimmed") > read && isArchived(read)) {
                    return true; // retention came by since: what it took is in segments
                }
                page.stream().filter(append -> append.lastSequence() <= head).forEach(ready::add);
                read = page.isEmpty() ? head : page.getLast().lastSequence();
                return true;
            }
        };
    }
}
