package io.nodepulse.commands.server;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.ServerEvent;

import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Wraps events as the messages that Axon's store takes, with the tags they are found by. */
final class EventMessages {

    private EventMessages() {}

    /** Events of a server's life, with the metadata of the command that led to them. */
    static List<TaggedEventMessage<?>> ofLife(List<ServerEvent> events, Metadata metadata) {
        List<TaggedEventMessage<?>> messages = new ArrayList<>(events.size());
        for (ServerEvent event : events) {
            messages.add(
                    new GenericTaggedEventMessage<>(
                            EventTypes.message(event, metadata), EventTypes.tagsOf(event)));
        }
        return messages;
    }

    /** All of one scrape; the store gives samples their identity and their tag. */
    static List<TaggedEventMessage<?>> ofScrape(List<SampleEvent> samples) {
        List<TaggedEventMessage<?>> messages = new ArrayList<>(samples.size());
        for (SampleEvent sample : samples) {
            messages.add(new GenericTaggedEventMessage<>(EventTypes.message(sample), Set.of()));
        }
        return messages;
    }
}
