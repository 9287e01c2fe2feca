package io.nodepulse.events.store.append;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays out appends as {@code append.lua} reads them:
 *
 * <pre>
 * [ count, newest event time (ms), marker, epoch of the marker or empty,
 *   criteria, each [ types, tag keys, 1 if it is about a server's samples, their fields ],
 *   types,    each [ type, offset of its last event in the entry, from 1 ],
 *   tags,     each [ key, offset of the event, type ],
 *   scrape,   empty or [ field, time (ms), ms of a day, index key, keyframe or 0, its epoch ],
 *   number of keys ]
 * </pre>
 */
final class AppendRequests {

    private static final int FIELDS = 8;

    private final ShardKeys keys;

    AppendRequests(ShardKeys keys) {
        this.keys = keys;
    }

    /** An entry of events that are no samples. */
    AppendRequest events(AppendCondition condition, Entry.Events events, byte[] bytes) {
        AppendRequest request = begin(condition, events, bytes);
        types(request, events);
        tags(request, events);
        return request.array(0);
    }

    /**
     * An entry of one scrape.
     *
     * @param keyframe what the bytes need to be read, if anything
     */
    AppendRequest scrape(
            AppendCondition condition, Entry entry, byte[] bytes, @Nullable Keyframe keyframe) {
        Sampled sample = sampleOf(entry);
        Exporter exporter = sample.exporter();
        long millis = sample.sampledAt().toEpochMilli();
        return begin(condition, entry, bytes)
                .array(1)
                .array(2)
                .text(exporter.sampleType().name())
                .number(entry.count())
                .array(0)
                .array(6)
                .text(ShardKeys.scrapedField(sample.serverId(), exporter))
                .number(millis)
                .number(ShardKeys.DAY_MILLIS)
                .key(keys.scrapeIndex(sample.serverId(), exporter, ShardKeys.dayOf(millis)))
                .number(keyframe == null ? 0 : keyframe.lastSequence())
                .epoch(keyframe == null ? Epoch.ORIGIN : keyframe.epoch());
    }

    private AppendRequest begin(AppendCondition condition, Entry entry, byte[] bytes) {
        AppendRequest request =
                new AppendRequest(bytes, FIELDS).number(entry.count()).number(newestMillis(entry));
        if (condition.consistencyMarker().equals(ConsistencyMarker.INFINITY)) {
            return request.number(0).noEpoch().array(0);
        }
        request.number(ShardMarker.sequenceOf(condition.consistencyMarker()));
        ShardMarker.epochOf(condition.consistencyMarker())
                .ifPresentOrElse(request::epoch, request::noEpoch);
        List<EventCriterion> criteria =
                condition.criteria().flatten().stream().filter(AppendRequests::canMatch).toList();
        request.array(criteria.size());
        criteria.forEach(criterion -> criterion(request, criterion));
        return request;
    }

    /** A sample carries the one tag that the store gives it, and no other event carries that. */
    private static boolean canMatch(EventCriterion criterion) {
        return criterion.tags().size() < 2
                || criterion.tags().stream().noneMatch(AppendRequests::isScrapedTag);
    }

    private void criterion(AppendRequest request, EventCriterion criterion) {
        request.array(4).array(criterion.types().size());
        criterion.types().forEach(type -> request.text(type.name()));
        Set<Tag> tags = criterion.tags();
        if (tags.stream().anyMatch(AppendRequests::isScrapedTag)) {
            List<String> fields = scrapedFields(tags.iterator().next(), criterion.types());
            request.array(0).number(1).array(fields.size());
            fields.forEach(request::text);
        } else {
            request.array(tags.size());
            tags.forEach(tag -> request.key(keys.tag(tag)));
            request.number(0).array(0);
        }
    }

    private static List<String> scrapedFields(Tag tag, Set<QualifiedName> types) {
        List<String> fields = new ArrayList<>();
        for (Exporter exporter : Exporter.values()) {
            if (types.isEmpty()
                    || types.contains(new QualifiedName(exporter.sampleType().name()))) {
                fields.add(ShardKeys.scrapedField(tag.value(), exporter));
            }
        }
        return fields;
    }

    private static boolean isScrapedTag(Tag tag) {
        return tag.key().equals(EventTypes.SCRAPED_TAG);
    }

    private static void types(AppendRequest request, Entry.Events events) {
        Map<String, Integer> lastOffsets = new LinkedHashMap<>();
        for (int i = 0; i < events.count(); i++) {
            lastOffsets.put(events.events().get(i).typeName(), i + 1);
        }
        request.array(lastOffsets.size());
        lastOffsets.forEach((type, offset) -> request.array(2).text(type).number(offset));
    }

    private void tags(AppendRequest request, Entry.Events events) {
        request.array(events.events().stream().mapToInt(event -> event.tags().size()).sum());
        for (int i = 0; i < events.count(); i++) {
            StoredEvent event = events.events().get(i);
            for (TagPair tag : event.tags()) {
                request.array(3)
                        .key(keys.tag(new Tag(tag.key(), tag.value())))
                        .number(i + 1)
                        .text(event.typeName());
            }
        }
    }

    private static Sampled sampleOf(Entry entry) {
        return switch (entry) {
            case Entry.Processes processes -> processes.scrape();
            case Entry.Figures figures -> figures.sample();
            case Entry.Events events ->
                    throw new IllegalArgumentException("no scrape: " + events.count() + " events");
        };
    }

    private static long newestMillis(Entry entry) {
        return switch (entry) {
            case Entry.Events events ->
                    events.events().stream()
                            .mapToLong(event -> event.timestamp().toEpochMilli())
                            .max()
                            .orElseThrow();
            default -> sampleOf(entry).sampledAt().toEpochMilli();
        };
    }
}
