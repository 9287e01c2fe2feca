package io.nodepulse.access.caller;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.decide.StoreAnswers;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Writes down what callers do to the system itself. Thread-safe. */
public final class AuditLog {

    private final ValkeyEventStore store;
    private final StoreAnswers answers;
    private final InstantSource clock;

    public AuditLog(ValkeyEventStore store, StoreAnswers answers, InstantSource clock) {
        this.store = store;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Writes down that the caller of this thread's request did something just now. Returns when it
     * is on disk.
     *
     * @param act makes the event of its moment
     */
    public void record(Function<Instant, AdministrationEvent> act) {
        record(EventTypes.ACCOUNT_SHARD, act);
    }

    /**
     * The same, in the shard that the act is about.
     *
     * @param act makes the event of its moment
     */
    public void record(int shard, Function<Instant, AdministrationEvent> act) {
        record(shard, Caller.current().actor(), act);
    }

    /** The same, of somebody who is no caller of this thread. */
    public void record(Actor actor, Function<Instant, AdministrationEvent> act) {
        record(EventTypes.ACCOUNT_SHARD, actor, act);
    }

    private void record(int shard, Actor actor, Function<Instant, AdministrationEvent> act) {
        AdministrationEvent event = act.apply(ProcessSampled.toResolution(clock.instant()));
        var messages = EventTypes.messages(List.of(event), actor.metadata());
        answers.await(
                store.engine(shard)
                        .appendEvents(AppendCondition.none(), null, messages)
                        .thenCompose(append -> append.commit(null)));
    }
}
