package io.nodepulse.events.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockMakers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Several instances decide about one thing, each on what it remembers of it. */
class DeciderTest {

    private static final UUID SERVER = UUID.randomUUID();
    private static final String ONLY_FROM_EVEN = "only from even numbers";
    private static final EventCriteria LIFE =
            EventCriteria.havingTags(EventTypes.serverTag(SERVER.toString()));

    private final ValkeyEventStore store = TestStores.open(1);

    @AfterEach
    void close() {
        store.close();
    }

    /** Count one further. */
    private record Count(String by) {}

    /** Each number is an event; the state is the last. */
    private static final class Counting implements Boundary<Count, Integer> {

        private final EventStorageEngine engine;
        private @Nullable Known<Integer> kept;

        Counting(EventStorageEngine engine) {
            this.engine = engine;
        }

        @Override
        public EventCriteria events(Count command) {
            return LIFE;
        }

        @Override
        public EventStorageEngine engine(Count command) {
            return engine;
        }

        @Override
        public synchronized CompletableFuture<Known<Integer>> find(Count command) {
            return kept != null ? CompletableFuture.completedFuture(kept) : load();
        }

        private CompletableFuture<Known<Integer>> load() {
            return CompletableFuture.supplyAsync(
                            () ->
                                    engine.source(SourcingCondition.conditionFor(LIFE), null)
                                            .reduce(
                                                    Known.nothing(0),
                                                    (known, entry) ->
                                                            known.after(entry, Counting::evolve)))
                    .thenCompose(known -> known)
                    .thenApply(this::keep);
        }

        private synchronized Known<Integer> keep(Known<Integer> known) {
            kept = known;
            return known;
        }

        private static int evolve(int last, EventMessage event) {
            return evolve(last, requireNonNull(event.payload()));
        }

        private static int evolve(int last, Object event) {
            return Integer.parseInt(((AgentTokenRotated) event).agentTokenHash(), 16);
        }

        @Override
        public synchronized void forget(Count command) {
            kept = null;
        }
    }

    private static List<AgentTokenRotated> next(Count command, int last) {
        if (command.by().isEmpty()) {
            throw new IllegalArgumentException("who counts?");
        }
        if (command.by().equals(ONLY_FROM_EVEN) && last % 2 == 1) {
            return List.of();
        }
        return List.of(
                new AgentTokenRotated(SERVER, "%064x".formatted(last + 1), Instant.EPOCH, null));
    }

    private Decider<Count, Integer> instance() {
        return deciding(new Counting(store.engine(0)));
    }

    private static Decider<Count, Integer> deciding(Boundary<Count, Integer> boundary) {
        Decider<Count, Integer> decider =
                new Decider<>(
                        new SimpleCommandBus(
                                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                                List.of()),
                        boundary);
        decider.register(Count.class, DeciderTest::next);
        return decider;
    }

    @Test
    void nobodyDecidesOnWhatIsNotTrueAnyMore() {
        List<Decider<Count, Integer>> instances = List.of(instance(), instance(), instance());
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(instances.get(i % 3).send(new Count("instance " + i % 3)));
        }
        long done = answers.stream().filter(DeciderTest::isDone).count();

        List<Integer> numbers =
                new StoreDriver(store.engine(0))
                        .everything().stream().map(event -> Counting.evolve(0, event)).toList();

        assertThat(numbers).hasSize((int) done);
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, (int) done).boxed().toList());
        assertThat(done).isPositive();
    }

    /** Who has lost every race is told so, and has written nothing. */
    private static boolean isDone(CompletableFuture<Void> answer) {
        try {
            answer.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            return false;
        }
    }

    @Test
    void whatAnotherInstanceWroteIsFoundOutByTheAppend() {
        Decider<Count, Integer> one = instance();
        Decider<Count, Integer> other = instance();
        for (Decider<Count, Integer> each : List.of(one, other, other, one)) {
            each.send(new Count("somebody")).join();
        }
        assertThat(new StoreDriver(store.engine(0)).everything())
                .last()
                .extracting(event -> Counting.evolve(0, event))
                .isEqualTo(4);
    }

    /** There is no append that could. */
    @Test
    void whatAnotherInstanceWroteIsFoundOutAlsoWhereNothingFollows() {
        Decider<Count, Integer> one = instance();
        Count even = new Count(ONLY_FROM_EVEN);
        one.send(even).join();
        one.send(even).join();
        instance().send(new Count("somebody")).join();

        one.send(even).join();

        assertThat(new StoreDriver(store.engine(0)).everything())
                .extracting(event -> Counting.evolve(0, event))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aRefusalComesAsItIs() {
        assertThatThrownBy(() -> instance().send(new Count("")).join())
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("who counts?");
        assertThat(new StoreDriver(store.engine(0)).everything()).isEmpty();
    }

    /** That every race is lost cannot be had of a real store on cue. */
    @Test
    void whoLosesEveryRaceIsToldSoAfterAFewAttempts() {
        EventStorageEngine engine = mock(withSettings().mockMaker(MockMakers.PROXY));
        when(engine.appendEvents(any(), any(), anyList()))
                .thenReturn(
                        CompletableFuture.failedFuture(
                                AppendEventsTransactionRejectedException.conflictingEventsDetected(
                                        ConsistencyMarker.ORIGIN)));
        Boundary<Count, Integer> boundary = mock(withSettings().mockMaker(MockMakers.PROXY));
        when(boundary.events(any())).thenReturn(LIFE);
        when(boundary.engine(any())).thenReturn(engine);
        when(boundary.find(any())).thenReturn(CompletableFuture.completedFuture(Known.nothing(0)));

        assertThatThrownBy(() -> deciding(boundary).send(new Count("somebody")).join())
                .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);

        verify(engine, times(5)).appendEvents(any(), any(), anyList());
        verify(boundary, times(4)).forget(any());
    }
}
