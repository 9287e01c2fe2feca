package io.nodepulse.projections;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Appends to a real event store, as the command side does. */
public final class Appends {

    private final ValkeyEventStore store;

    public Appends(ValkeyEventStore store) {
        this.store = store;
    }

    /** Events of one server, in one append. */
    public void append(UUID serverId, List<?> events) {
        EventStorageEngine engine = store.engine(store.shardOf(serverId));
        List<TaggedEventMessage<?>> tagged =
                events.stream()
                        .map(EventTypes::message)
                        .<TaggedEventMessage<?>>map(Appends::tagged)
                        .toList();
        commit(engine.appendEvents(AppendCondition.none(), null, tagged).join());
    }

    private static TaggedEventMessage<?> tagged(EventMessage message) {
        return new GenericTaggedEventMessage<>(message, EventTypes.tagResolver().resolve(message));
    }

    private static <R> void commit(AppendTransaction<R> transaction) {
        R result = transaction.commit(null).join();
        transaction.afterCommit(result, null).join();
    }

    /** A scrape of that many process groups, each at that CPU counter. */
    public static List<ProcessSampled> scrape(
            UUID serverId, Instant at, int groups, double cpuSeconds) {
        return IntStream.range(0, groups)
                .mapToObj(
                        i ->
                                new ProcessSampled(
                                        serverId, at, "group-" + i, 1, cpuSeconds, 4096 * i))
                .toList();
    }
}
