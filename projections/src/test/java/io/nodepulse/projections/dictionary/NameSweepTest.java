package io.nodepulse.projections.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.partition.BucketRetention;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Months of names on a real database, whose day is told by the test. */
class NameSweepTest {

    private static final UUID BUSY = new UUID(1, 1);
    private static final UUID SILENT = new UUID(2, 2);

    /** Keys in rows that the dictionary does not know. */
    private static final String WITHOUT_NAME =
            """
            SELECT count(*) FROM (
                SELECT sample.name_key
                FROM admiral.process_scrapes scrape
                JOIN admiral.process_scrapes keyframe
                  ON keyframe.server_key = scrape.server_key
                 AND keyframe.scraped_at = coalesce(scrape.keyframe_at, scrape.scraped_at),
                  admiral.scrape_rows(keyframe.name_keys, keyframe.num_procs, keyframe.cpu_seconds,
                                      keyframe.resident_bytes, scrape.changes) sample
                UNION SELECT unnest(name_keys) FROM admiral.process_names_of_day
                UNION SELECT name_key FROM admiral.process_live, admiral.live_rows(cells)
                UNION SELECT name_key FROM admiral.process_open, admiral.bucket_rows(cells)
                UNION SELECT name_key FROM admiral.process_buckets, admiral.bucket_rows(cells)) held
            WHERE name_key NOT IN (SELECT name_key FROM admiral.process_names)""";

    private final Clock clock = Mockito.mock(Clock.class);
    private final ReadModelRetention week = keeping(Duration.ofDays(7));
    private Instant now = Instant.parse("2026-03-10T12:00:00Z");
    private long sequence = 1;
    private TestReadModel database;
    private NameSweep sweep;

    @BeforeEach
    void start() {
        Mockito.when(clock.instant()).thenAnswer(asked -> now);
        database = TestReadModel.create();
        sweep = new NameSweep(database.jdbc());
        passDays(0);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void namesLeaveAfterTheirRowsAndNoOthersDo() {
        ProcessProjector projector = projector(week);
        project(projector, scrape(BUSY, now, "java", "once"));
        project(projector, scrape(SILENT, now, "last-seen"));

        for (int time = 1; time <= 20; time++) {
            passDays(25);
            project(projector, scrape(BUSY, now, "java", "time-" + time));
            keep(week);
            sweep.sweep();
            assertThat(database.jdbc().queryForObject(WITHOUT_NAME, Long.class))
                    .as("keys without a name at time %d", time)
                    .isZero();
        }

        // Partitions of days are years: 2026 has gone, and with it what was last seen in it.
        assertThat(names()).contains("java", "last-seen", "time-12", "time-20");
        assertThat(names()).doesNotContain("once", "time-1", "time-11");
    }

    /** As a projector that remembers a key since before it was swept. */
    @Test
    void aNameThatComesBackGetsAnotherKey() {
        ProcessProjector projector = projector(week);
        EventMessage late = scrape(BUSY, now.plus(437, ChronoUnit.DAYS), "java", "comes-back");
        new TransactionTemplate(database.transactions())
                .executeWithoutResult(
                        status -> {
                            var _ = projector.project(List.of(late));
                            status.setRollbackOnly();
                        });
        int before = keyOf("comes-back");
        passDays(436);
        project(projector, scrape(BUSY, now, "java"));
        keep(week);
        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(names()).containsExactly("java");
        passDays(1);

        project(projector, late);

        assertThat(keyOf("comes-back")).isGreaterThan(before);
        assertThat(database.jdbc().queryForObject(WITHOUT_NAME, Long.class)).isZero();
    }

    @Test
    void whereAllIsKeptNoNameLeaves() {
        ReadModelRetention all = keeping(Duration.ZERO);
        ProcessProjector projector = projector(all);
        project(projector, scrape(BUSY, now, "java", "once"));
        passDays(100);
        project(projector, scrape(BUSY, now, "java"));
        keep(all);

        assertThat(sweep.sweep()).isZero();
        assertThat(names()).containsExactly("java", "once");
    }

    /** Everything alike. */
    private ReadModelRetention keeping(Duration keep) {
        return new ReadModelRetention(keep, new BucketRetention(keep, keep, keep, keep), clock);
    }

    private ProcessProjector projector(ReadModelRetention retention) {
        return new ProcessProjector(
                database.model(retention),
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }

    private EventMessage scrape(UUID server, Instant at, String... names) {
        List<ProcessSampled> samples =
                Stream.of(names)
                        .map(name -> new ProcessSampled(server, at, name, 2, 1.5, 4096))
                        .toList();
        EventMessage message = SampleMessage.stored(0, sequence, ProcessScrape.of(samples));
        sequence += names.length;
        return message;
    }

    private void project(ProcessProjector projector, EventMessage scrape) {
        database.project(projector, List.of(scrape));
    }

    private void keep(ReadModelRetention retention) {
        new PartitionKeeper(
                        database.jdbc(),
                        database.partitions(),
                        retention,
                        Grouping.BY_NAME.tables())
                .keep();
    }

    private void passDays(int days) {
        now = now.plus(days, ChronoUnit.DAYS);
        database.jdbc()
                .execute(
                        """
                        CREATE OR REPLACE FUNCTION admiral.today() RETURNS date
                        LANGUAGE sql STABLE RETURN date '%s'"""
                                .formatted(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    private List<@Nullable String> names() {
        return database.jdbc()
                .queryForList("SELECT name FROM admiral.process_names ORDER BY name", String.class);
    }

    private int keyOf(String name) {
        Integer key =
                database.jdbc()
                        .queryForObject(
                                "SELECT name_key FROM admiral.process_names WHERE name = ?",
                                Integer.class,
                                name);
        assertThat(key).isNotNull();
        return key;
    }
}
