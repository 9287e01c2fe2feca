package io.nodepulse.projections.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.process.ProcessProjector;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class PoisonGuardTest {

    /** No timestamptz reaches so far. */
    private static final Instant BEYOND = Instant.ofEpochMilli(Long.MAX_VALUE / 500);

    private final List<String> aside = new ArrayList<>();

    @Test
    void whatCannotBeProjectedIsSetAsideAndTheRestGoesOn() {
        try (TestReadModel database = TestReadModel.create()) {
            Projector guard = guard(database, processes(database));
            UUID one = UUID.randomUUID();
            UUID two = UUID.randomUUID();
            Instant at = Instant.parse("2026-03-10T12:00:00Z");
            database.project(
                    guard,
                    List.of(
                            sample(1, one, at, "a"),
                            sample(2, one, at, "b"),
                            sample(3, two, BEYOND, "a"),
                            sample(4, two, BEYOND, "b"),
                            sample(5, one, at.plusSeconds(15), "a")));
            assertThat(aside).singleElement().asString().startsWith("3 ").contains("out of range");
            assertThat(
                            database.jdbc()
                                    .query(
                                            "SELECT id >> 10 FROM admiral.process_snapshots ORDER BY 1",
                                            (row, n) -> row.getLong(1)))
                    .containsExactly(1L, 2L, 5L);

            database.project(guard, List.of(sample(6, one, at.plusSeconds(30), "a")));
            assertThat(aside).hasSize(1);
        }
    }

    @Test
    void aLostPeerIsNoPoison() {
        try (TestReadModel database = TestReadModel.create()) {
            Projector guard = guard(database, new Lost());
            List<EventMessage> batch = List.of(sample(1, UUID.randomUUID(), Instant.EPOCH, "a"));
            assertThatThrownBy(() -> database.project(guard, batch))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(aside).isEmpty();
        }
    }

    private Projector guard(TestReadModel database, Projector projector) {
        return new PoisonGuard(
                projector,
                database.transactions(),
                (event, reason) -> aside.add(event.sequence() + " " + reason));
    }

    private static Projector processes(TestReadModel database) {
        return new ProcessProjector(
                database.model(),
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }

    private static EventMessage sample(long sequence, UUID server, Instant at, String name) {
        return new GenericEventMessage(
                "0:" + sequence,
                EventTypes.PROCESS_SAMPLED,
                new ProcessSampled(server, at, name, 1, sequence, 4096),
                Map.of(),
                at);
    }

    private static final class Lost implements Projector {

        @Override
        public Set<QualifiedName> supportedEvents() {
            return Set.of();
        }

        @Override
        public Runnable project(List<EventMessage> events) {
            throw new DataAccessResourceFailureException("gone");
        }

        @Override
        public void forget() {}
    }
}
