package io.nodepulse.events.store.entry;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.StoredEvent;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.Set;

/**
 * An entry with its place in the shard.
 *
 * @param shard the shard
 * @param lastSequence sequence of its last event
 * @param entry what it holds
 */
public record DecodedEntry(int shard, long lastSequence, Entry entry) {

    public long firstSequence() {
        return lastSequence - entry.count() + 1;
    }

    /** The message of the event of that sequence. */
    public EventMessage message(long sequence) {
        int index = (int) (sequence - firstSequence());
        return switch (entry) {
            case Entry.Processes processes ->
                    SampleMessage.stored(shard, sequence, processes.scrape().event(index));
            case Entry.Host host -> SampleMessage.stored(shard, sequence, host.sample());
            case Entry.Events events -> EntryEvents.message(events.events().get(index));
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
            case Entry.Host host -> SampleMessage.stored(shard, lastSequence, host.sample());
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
                    criteria.matches(
                            EventTypes.PROCESS_SAMPLED.qualifiedName(),
                            scrapedTags(processes.scrape().serverId().toString()));
            case Entry.Host host ->
                    criteria.matches(
                            EventTypes.HOST_SAMPLED.qualifiedName(),
                            scrapedTags(host.sample().serverId().toString()));
            case Entry.Events events ->
                    matches(events.events().get((int) (sequence - firstSequence())), criteria);
        };
    }

    /** Whether all events of the entry meet the criteria or none does. */
    public boolean isUniform() {
        return !(entry instanceof Entry.Events);
    }

    private static Set<Tag> scrapedTags(String serverId) {
        return Set.of(EventTypes.scrapedTag(serverId));
    }

    private static boolean matches(StoredEvent event, EventCriteria criteria) {
        return criteria.matches(new QualifiedName(event.typeName()), EntryEvents.tags(event));
    }
}
