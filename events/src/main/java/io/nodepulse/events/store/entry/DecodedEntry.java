package io.nodepulse.events.store.entry;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.person.PersonOpening;
import io.nodepulse.events.person.PersonOpening.Audience;
import io.nodepulse.events.person.PersonSealing;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.StoredEvent;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.Set;
import java.util.UUID;

/**
 * An entry with its place in the shard.
 *
 * @param shard the shard
 * @param lastSequence sequence of its last event
 * @param entry what it holds, as it is stored
 * @param persons opens what of it was sealed
 */
public record DecodedEntry(int shard, long lastSequence, Entry entry, PersonOpening persons) {

    /** Of which nobody asks who did it. */
    public DecodedEntry(int shard, long lastSequence, Entry entry) {
        this(shard, lastSequence, entry, PersonOpening.NONE);
    }

    public long firstSequence() {
        return lastSequence - entry.count() + 1;
    }

    /** The message of the event of that sequence, for whoever decides on it. */
    public EventMessage message(long sequence) {
        return message(sequence, Audience.DECISIONS);
    }

    /**
     * What the event of that sequence says, with what was sealed as it is stored.
     *
     * @throws IllegalStateException if it is a sample
     */
    public Object unopened(long sequence) {
        if (entry instanceof Entry.Events events) {
            int index = (int) (sequence - firstSequence());
            return requireNonNull(EntryEvents.message(events.events().get(index)).payload());
        }
        throw new IllegalStateException("a sample: event " + sequence);
    }

    /**
     * Whether the event of that sequence names somebody in what it says, and not sealed.
     *
     * @param who as {@link io.nodepulse.events.administration.Actor#name}
     */
    public boolean isInTheClear(long sequence, String who) {
        return entry instanceof Entry.Events events
                && PersonSealing.isInTheClear(
                        events.events().get((int) (sequence - firstSequence())), who);
    }

    /** The same as {@link #message(long)}, for those. */
    public EventMessage message(long sequence, Audience audience) {
        int index = (int) (sequence - firstSequence());
        return switch (entry) {
            case Entry.Processes processes ->
                    SampleMessage.stored(shard, sequence, processes.scrape().event(index));
            case Entry.Figures figures -> SampleMessage.stored(shard, sequence, figures.sample());
            case Entry.Events events ->
                    EntryEvents.message(persons.open(events.events().get(index), audience));
        };
    }

    /**
     * The message of all samples together.
     *
     * @throws IllegalStateException if it holds no samples
     */
    public EventMessage whole() {
        return switch (entry) {
            case Entry.Processes processes ->
                    SampleMessage.stored(shard, firstSequence(), processes.scrape());
            case Entry.Figures figures ->
                    SampleMessage.stored(shard, lastSequence, figures.sample());
            case Entry.Events events ->
                    throw new IllegalStateException("no scrape: " + events.count() + " events");
        };
    }

    /**
     * Whether the event of that sequence meets the criteria; the same for all samples of a scrape.
     */
    public boolean matches(long sequence, EventCriteria criteria) {
        if (!criteria.hasCriteria()) {
            return true;
        }
        return switch (entry) {
            case Entry.Processes processes ->
                    matches(processes.scrape().exporter(), processes.scrape().serverId(), criteria);
            case Entry.Figures figures ->
                    matches(figures.sample().exporter(), figures.sample().serverId(), criteria);
            case Entry.Events events ->
                    matches(events.events().get((int) (sequence - firstSequence())), criteria);
        };
    }

    /** Whether all events of the entry meet the criteria or none does. */
    public boolean isUniform() {
        return !(entry instanceof Entry.Events);
    }

    private static boolean matches(Exporter exporter, UUID serverId, EventCriteria criteria) {
        return criteria.matches(
                exporter.sampleType().qualifiedName(),
                Set.of(EventTypes.scrapedTag(serverId.toString())));
    }

    private static boolean matches(StoredEvent event, EventCriteria criteria) {
        return criteria.matches(new QualifiedName(event.typeName()), EntryEvents.tags(event));
    }
}
