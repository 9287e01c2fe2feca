package io.nodepulse.projections.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.process.ProcessProjector;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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
                            scrape(1, one, at, "a", "b"),
                            scrape(3, two, BEYOND, "a", "b"),
                            scrape(5, one, at.plusSeconds(15), "a")));
            assertThat(aside).singleElement().asString().startsWith("3 ").contains("out of range");
            assertThat(
                            database.jdbc()
                                    .query(
                                            "SELECT id >> 10 FROM admiral.process_snapshots ORDER BY 1",
                                            (row, n) -> row.getLong(1)))
                    .containsExactly(1L, 2L, 5L);

            database.project(guard, List.of(scrape(6, one, at.plusSeconds(30), "a")));
            assertThat(aside).hasSize(1);
        }
    }

    @Test
    void aLostPeerIsNoPoison() {
        try (TestReadModel database = TestReadModel.create()) {
            Projector guard = guard(database, new Lost());
            List<EventMessage> batch = List.of(scrape(1, UUID.randomUUID(), Instant.EPOCH, "a"));
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

    private static EventMessage scrape(
            long firstSequence, UUID server, Instant at, String... names) {
        List<ProcessSampled> samples =
                Stream.of(names)
                        .map(name -> new ProcessSampled(server, at, name, 1, 0.25, 4096))
                        .toList();
        return SampleMessage.stored(0, firstSequence, ProcessScrape.of(samples));
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
