package io.nodepulse.access.account;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes down what somebody did, and waits until it is on disk. */
public final class Appends {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Appends() {}

    /**
     * Appends all of the events or none.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer in time
     */
    public static void append(
            EventStorageEngine engine,
            AppendCondition condition,
            List<? extends AdministrationEvent> events,
            Actor by) {
        try {
            engine.appendEvents(condition, null, messages(events, by))
                    .thenCompose(append -> append.commit(null))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new EventStoreUnavailableException("no answer within " + PATIENCE, e);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<TaggedEventMessage<?>> messages(
            List<? extends AdministrationEvent> events, Actor by) {
        return events.stream()
                .<TaggedEventMessage<?>>map(
                        event ->
                                new GenericTaggedEventMessage<>(
                                        EventTypes.message(event, by.metadata()),
                                        EventTypes.tagsOf(event)))
                .toList();
    }
}
