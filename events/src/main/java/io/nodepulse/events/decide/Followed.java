package io.nodepulse.events.decide;

import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.Knowledge;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the events with one tag in one shard tell. It is kept in memory, and before each use one
 * short read asks Valkey whether any instance has written such an event since. Thread-safe.
 *
 * @param <S> what they tell
 */
public final class Followed<S> {

    private final ValkeyEventStore store;
    private final int shard;
    private final Tag tag;
    private final Supplier<S> initial;
    private final BiFunction<S, EventMessage, S> evolve;
    private final Rereading rereading;
    private final EventStorageEngine engine;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known<S> known;

    /**
     * When all events are to be read anew, as earlier ones say something else from now on.
     *
     * @param after which events, all of which have to be seen in one reading
     * @param before done before each of these readings
     */
    public record Rereading(Predicate<EventMessage> after, Runnable before) {

        static final Rereading NEVER = new Rereading(event -> false, () -> {});
    }

    /** What one reading found, and after how many events it would have to be another one. */
    private record Reading<S>(Known<S> known, int changes) {}

    /**
     * @param initial what is known before the first event
     * @param evolve what is known after one more
     */
    public Followed(
            ValkeyEventStore store,
            int shard,
            Tag tag,
            Supplier<S> initial,
            BiFunction<S, EventMessage, S> evolve) {
        this(store, shard, tag, initial, evolve, Rereading.NEVER);
    }

    /** The same of events that change what earlier ones say. */
    public Followed(
            ValkeyEventStore store,
            int shard,
            Tag tag,
            Supplier<S> initial,
            BiFunction<S, EventMessage, S> evolve,
            Rereading rereading) {
        this.store = store;
        this.shard = shard;
        this.tag = tag;
        this.initial = initial;
        this.evolve = evolve;
        this.rereading = rereading;
        this.engine = store.engine(shard);
        this.known = Known.nothing(initial.get());
    }

    /** Which events these are. */
    public EventCriteria events() {
        return EventCriteria.havingTags(tag);
    }

    /** Where they are. */
    public EventStorageEngine engine() {
        return engine;
    }

    /**
     * What they tell, with every one that was acknowledged before this call.
     *
     * @throws io.nodepulse.events.store.valkey.EventStoreUnavailableException if Valkey does not
     *     answer
     */
    public Known<S> upToDate() {
        Known<S> before = known;
        Knowledge knowledge = store.shard(shard).epochs().knowledgeOf(tag, before.asOf());
        return switch (knowledge) {
            case COMPLETE -> before;
            case BEHIND -> catchUp(before, false);
            // The store went back, as after a failover: what was read of it may not be true any
            // more.
            case OF_ANOTHER_HISTORY -> catchUp(before, true);
        };
    }

    private Known<S> catchUp(Known<S> seen, boolean fromTheStart) {
        reading.lock();
        try {
            if (fromTheStart && known == seen) {
                known = Known.nothing(initial.get());
            }
            Reading<S> read = readAfter(known);
            int changes = 0;
            while (read.changes() != changes) {
                changes = read.changes();
                rereading.before().run();
                read = readAfter(Known.nothing(initial.get()));
            }
            known = read.known();
            return known;
        } finally {
            reading.unlock();
        }
    }

    private Reading<S> readAfter(Known<S> before) {
        return engine.source(
                        SourcingCondition.conditionFor(before.asOf().position(), events()), null)
                .reduce(
                        new Reading<>(before, 0),
                        (sofar, entry) ->
                                new Reading<>(
                                        sofar.known().after(entry, evolve),
                                        sofar.changes() + changes(entry.message())))
                .join();
    }

    private int changes(EventMessage event) {
        return event.payload() != null && rereading.after().test(event) ? 1 : 0;
    }
}
