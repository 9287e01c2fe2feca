package io.nodepulse.events.store.index;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;
import io.nodepulse.events.wire.ScrapeHead;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import org.axonframework.messaging.eventstreaming.Tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one entry must have left in the indexes.
 *
 * @param places its members in sorted sets of tags and in days of scrapes
 * @param lastOfType message type to the sequence of its last event
 * @param scraped the field of its scrape, if it is one
 * @param newestMillis its newest event time, in ms since 1970
 */
public record EntryMarks(
        List<Place> places,
        Map<String, Long> lastOfType,
        Optional<String> scraped,
        long newestMillis) {

    /** A member of the index of that key. */
    public record Place(String key, IndexMark mark) {}

    /**
     * @throws MalformedEntryException if the entry cannot be read
     */
    public static EntryMarks of(RawEntry raw, ShardKeys keys) {
        return EntryFormat.looksLikeFacts(raw.bytes()) ? ofFacts(raw, keys) : ofScrape(raw, keys);
    }

    private static EntryMarks ofScrape(RawEntry raw, ShardKeys keys) {
        ScrapeHead head = EntryFormat.scrapeHead(raw.bytes());
        Exporter exporter = head.exporter();
        long millis = head.sampledAtMillis();
        String day = keys.scrapeIndex(head.serverId(), exporter, ShardKeys.dayOf(millis));
        return new EntryMarks(
                List.of(new Place(day, scrapeMark(raw.lastSequence(), millis))),
                Map.of(exporter.sampleType().name(), raw.lastSequence()),
                Optional.of(ShardKeys.scrapedField(head.serverId(), exporter)),
                millis);
    }

    /** The member of a scrape in its day. */
    static IndexMark scrapeMark(long lastSequence, long millis) {
        return new IndexMark(lastSequence, Long.toString(millis));
    }

    private static EntryMarks ofFacts(RawEntry raw, ShardKeys keys) {
        Entry entry =
                EntryFormat.decode(
                        raw.bytes(),
                        (epoch, sequence) -> {
                            throw new MalformedEntryException("facts refer to " + sequence);
                        });
        if (!(entry instanceof Entry.Events facts) || facts.count() != raw.count()) {
            throw new MalformedEntryException("its id says " + raw.count() + " events");
        }
        List<Place> places = new ArrayList<>();
        Map<String, Long> lastOfType = new LinkedHashMap<>();
        long newestMillis = Long.MIN_VALUE;
        long sequence = raw.firstSequence();
        for (StoredEvent event : facts.events()) {
            for (TagPair tag : event.tags()) {
                String key = keys.tag(new Tag(tag.key(), tag.value()));
                places.add(new Place(key, new IndexMark(sequence, event.typeName())));
            }
            lastOfType.put(event.typeName(), sequence);
            newestMillis = Math.max(newestMillis, event.timestamp().toEpochMilli());
            sequence++;
        }
        return new EntryMarks(places, lastOfType, Optional.empty(), newestMillis);
    }
}
