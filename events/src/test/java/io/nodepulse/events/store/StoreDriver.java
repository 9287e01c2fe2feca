package io.nodepulse.events.store;

import static org.awaitility.Awaitility.await;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.append.DuplicateScrapeException;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Appends and reads events as values, waiting for each answer. */
public final class StoreDriver {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EventStorageEngine engine;

    public StoreDriver(EventStorageEngine engine) {
        this.engine = engine;
    }

    public void append(List<?> events) {
        append(AppendCondition.none(), events);
    }

    /** Throws what the append failed with. */
    public void append(AppendCondition condition, List<?> events) {
        try {
            submit(condition, events).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Appends, and does not wait. */
    public CompletableFuture<?> submit(AppendCondition condition, List<?> events) {
        List<TaggedEventMessage<?>> tagged = new ArrayList<>();
        for (Object event : events) {
            EventMessage message = EventTypes.message(event);
            tagged.add(
                    new GenericTaggedEventMessage<>(
                            message, EventTypes.tagResolver().resolve(message)));
        }
        return engine.appendEvents(condition, null, tagged)
                .thenCompose(transaction -> transaction.commit(null));
    }

    /** Whether the append took place; a duplicate did not. */
    public boolean tryAppend(List<?> events) {
        try {
            append(events);
            return true;
        } catch (DuplicateScrapeException e) {
            return false;
        }
    }

    public List<Object> everything() {
        return sourced(EventCriteria.havingAnyTag());
    }

    public List<Object> sourced(EventCriteria criteria) {
        List<Object> events = new ArrayList<>();
        MessageStream<EventMessage> stream =
                engine.source(SourcingCondition.conditionFor(criteria), null);
        stream.reduce(
                        events,
                        (all, entry) -> {
                            if (entry.getResource(ConsistencyMarker.RESOURCE_KEY) == null) {
                                all.add(entry.message().payload());
                            }
                            return all;
                        })
                .join();
        return events;
    }

    /** That many events after the position, waiting until they are there. */
    public List<Object> streamed(long after, int count) {
        return streamed(EventCriteria.havingAnyTag(), after, count);
    }

    /** The first events after that sequence that meet the criteria, from the tail stream. */
    public List<Object> streamed(EventCriteria criteria, long after, int count) {
        List<Object> events = new ArrayList<>();
        MessageStream<EventMessage> stream =
                engine.stream(
                        StreamingCondition.conditionFor(
                                new GlobalSequenceTrackingToken(after), criteria),
                        null);
        try {
            await().atMost(TIMEOUT)
                    .until(
                            () -> {
                                while (events.size() < count && stream.hasNextAvailable()) {
                                    stream.next().ifPresent(e -> events.add(e.message().payload()));
                                }
                                return events.size() >= count;
                            });
        } finally {
            stream.close();
        }
        return events;
    }
}
