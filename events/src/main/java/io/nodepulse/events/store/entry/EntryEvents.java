package io.nodepulse.events.store.entry;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Between Axon's messages and what an entry holds. */
public final class EntryEvents {

    private EntryEvents() {}

    /**
     * The entry of one append.
     *
     * @throws IllegalArgumentException if samples are mixed with other events or with samples of
     *     another scrape
     */
    public static Entry entryOf(List<? extends TaggedEventMessage<?>> events) {
        Object first = events.getFirst().event().payload();
        if (first instanceof FigureSample figures) {
            if (events.size() != 1) {
                throw new IllegalArgumentException("a sample of figures is appended alone");
            }
            return new Entry.Figures(figures);
        } else if (first instanceof ProcessScrape scrape) {
            if (events.size() != 1) {
                throw new IllegalArgumentException("a scrape is appended alone");
            }
            return new Entry.Processes(scrape);
        } else if (first instanceof GroupSample) {
            return new Entry.Processes(ProcessScrape.of(samplesOf(events)));
        }
        return new Entry.Events(
                events.stream()
                        .<StoredEvent>map(tagged -> storedEvent(tagged.event(), tagged.tags()))
                        .toList());
    }

    private static List<GroupSample> samplesOf(List<? extends TaggedEventMessage<?>> events) {
        List<GroupSample> samples = new ArrayList<>(events.size());
        for (TaggedEventMessage<?> tagged : events) {
            if (!(tagged.event().payload() instanceof GroupSample sample)) {
                throw new IllegalArgumentException(
                        "samples of process groups are not mixed with " + tagged.event().type());
            }
            samples.add(sample);
        }
        return samples;
    }

    private static StoredEvent storedEvent(EventMessage event, Set<Tag> tags) {
        TreeSet<TagPair> pairs = new TreeSet<>();
        tags.forEach(tag -> pairs.add(new TagPair(tag.key(), tag.value())));
        MessageType type = event.type();
        return new StoredEvent(
                event.identifier(),
                type.name(),
                type.version(),
                event.timestamp(),
                pairs,
                new TreeMap<>(event.metadata()),
                PayloadCodec.formOf(type, event.payload()),
                PayloadCodec.encode(event.payload()));
    }

    /** The message of an event that is no sample. */
    static EventMessage message(StoredEvent event) {
        return new GenericEventMessage(
                event.identifier(),
                new MessageType(event.typeName(), event.typeVersion()),
                PayloadCodec.decode(event.typeName(), event.payloadForm(), event.payload()),
                event.metadata(),
                event.timestamp());
    }

    static Set<Tag> tags(StoredEvent event) {
        return event.tags().stream()
                .map(pair -> new Tag(pair.key(), pair.value()))
                .collect(toUnmodifiableSet());
    }

    static Set<Tag> tags(SampleEvent event) {
        return Set.of(EventTypes.scrapedTag(event.serverId().toString()));
    }
}
