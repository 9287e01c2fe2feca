package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.readmodel.Announcer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.readmodel.StaleStateException;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Scrapes that are stored as changes have their keyframe, whatever becomes of the tables. */
class KeyframesTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int GROUPS = 5;
    private static final UUID SERVER = new UUID(3, 7);

    private static final String SAMPLES =
            """
            SELECT extract(epoch FROM "timestamp")::bigint || ' ' || process_name || ' ' || num_procs
                   || ' ' || cpu_seconds_total || ' ' || memory_bytes
            FROM admiral.process_snapshots ORDER BY "timestamp", process_name""";

    private static final String WHOLE =
            """
            SELECT extract(epoch FROM scraped_at)::bigint FROM admiral.process_scrapes
            WHERE changes IS NULL ORDER BY 1""";

    private static ProcessSampled sample(int scrape, int group) {
        Instant at = MIDNIGHT.plus(INTERVAL.multipliedBy(scrape));
        double cpuSeconds = Math.round(100 * (500 + group + 1.5 * scrape)) / 100.0;
        return new ProcessSampled(
                SERVER, at, "group-" + group, group, cpuSeconds, 4096L * (1_000 + group * scrape));
    }

    /** Numbers may be below 0: before midnight. */
    private static EventMessage scrape(int number) {
        List<ProcessSampled> samples =
                IntStream.range(0, GROUPS).mapToObj(group -> sample(number, group)).toList();
        long first = 1 + (long) GROUPS * (1_000 + number);
        return SampleMessage.stored(0, first, ProcessScrape.of(samples));
    }

    private static List<EventMessage> scrapes(int from, int past) {
        return IntStream.range(from, past).mapToObj(KeyframesTest::scrape).toList();
    }

    private static List<String> expected(int from, int past) {
        List<String> rows = new ArrayList<>();
        for (int number = from; number < past; number++) {
            for (int group = 0; group < GROUPS; group++) {
                ProcessSampled sample = sample(number, group);
                String cpu = String.valueOf(sample.cpuSeconds()).replaceAll("\\.0$", "");
                rows.add(
                        "%d %s %d %s %d"
                                .formatted(
                                        sample.sampledAt().getEpochSecond(),
                                        sample.processName(),
                                        sample.numProcs(),
                                        cpu,
                                        sample.residentBytes()));
            }
        }
        return rows;
    }

    private static ProcessProjector projector(TestReadModel database, ReadModel model) {
        return new ProcessProjector(
                model,
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }

    private static List<String> samples(TestReadModel database) {
        return database.jdbc().query(SAMPLES, (row, n) -> row.getString(1));
    }

    private static List<Long> whole(TestReadModel database) {
        return database.jdbc().query(WHOLE, (row, n) -> row.getLong(1));
    }

    @Test
    void aDayThatLeavesTakesNoKeyframeOfTheNext() {
        try (TestReadModel database = TestReadModel.create()) {
            database.project(projector(database, database.model()), scrapes(-12, 12));
            assertThat(samples(database)).isEqualTo(expected(-12, 12));
            assertThat(whole(database)).hasSizeLessThan(6).contains(MIDNIGHT.getEpochSecond());

            Clock nextDay = Clock.fixed(MIDNIGHT.plus(Duration.ofHours(30)), ZoneOffset.UTC);
            new PartitionKeeper(
                            database.jdbc(),
                            database.partitions(),
                            new ReadModelRetention(Duration.ofDays(1), nextDay),
                            Grouping.BY_NAME.tables())
                    .keep();
            assertThat(samples(database)).isEqualTo(expected(0, 12));
        }
    }

    @Test
    void aProjectorThatRemembersAnotherKeyframeThanTheTablesHoldBeginsAnew() {
        try (TestReadModel database = TestReadModel.create()) {
            ProcessProjector served = projector(database, database.model());
            database.project(served, scrapes(0, 6));
            replaceByTablesWithAnotherKeyframe(database);
            assertThat(samples(database)).isEqualTo(expected(0, 6));

            assertThatThrownBy(() -> database.project(served, scrapes(6, 8)))
                    .isInstanceOf(StaleStateException.class);
            database.project(served, scrapes(6, 8));
            assertThat(samples(database)).isEqualTo(expected(0, 8));
        }
    }

    /** The same scrapes by two projectors, of which the second has no keyframe of before. */
    private static void replaceByTablesWithAnotherKeyframe(TestReadModel database) {
        ReadModel rebuilt = database.model().in("admiral_rebuild", Announcer.NONE);
        String[] names =
                Grouping.BY_NAME.tables().stream()
                        .map(table -> table.name())
                        .toArray(String[]::new);
        for (String name : names) {
            database.jdbc().query("SELECT admiral.begin_rebuild(?)", row -> {}, name);
        }
        database.project(projector(database, rebuilt), scrapes(0, 3));
        database.project(projector(database, rebuilt), scrapes(3, 6));
        database.jdbc().query("SELECT admiral.finish_rebuild(?)", row -> {}, (Object) names);
    }

    @Test
    void wholeScrapesOfBeforeStay() {
        String url = EmbeddedPostgres.newDatabase();
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(ProjectionsConfiguration.MIGRATIONS)
                .defaultSchema(ReadModel.SERVED)
                .createSchemas(true)
                .target("16")
                .load()
                .migrate();
        storeAsBefore(new JdbcTemplate(dataSource));
        try (TestReadModel database = TestReadModel.at(url)) {
            assertThat(samples(database)).isEqualTo(expected(0, 4));
            database.project(projector(database, database.model()), scrapes(4, 9));
            assertThat(samples(database)).isEqualTo(expected(0, 9));
            assertThat(whole(database)).hasSizeLessThan(9);
        }
    }

    /** Four scrapes as rows of version 16. */
    private static void storeAsBefore(JdbcTemplate jdbc) {
        jdbc.update("INSERT INTO admiral.servers (server_id) VALUES (?)", SERVER);
        for (int group = 0; group < GROUPS; group++) {
            jdbc.update("INSERT INTO admiral.process_names (name) VALUES (?)", "group-" + group);
        }
        jdbc.query(
                "SELECT admiral.ensure_partition('admiral.process_scrapes', date '2026-03-11')",
                row -> {});
        for (int number = 0; number < 4; number++) {
            int of = number;
            List<ProcessSampled> samples =
                    IntStream.range(0, GROUPS).mapToObj(group -> sample(of, group)).toList();
            jdbc.update(
                    """
                    INSERT INTO admiral.process_scrapes
                      (server_key, scraped_at, first_id, name_keys, num_procs, cpu_seconds, resident_bytes)
                    SELECT server_key, ?::timestamptz, ?,
                           (SELECT array_agg(name_key ORDER BY name_key) FROM admiral.process_names), ?, ?, ?
                    FROM admiral.servers""",
                    samples.getFirst().sampledAt().toString(),
                    1L + number,
                    samples.stream().mapToInt(ProcessSampled::numProcs).toArray(),
                    samples.stream().mapToDouble(ProcessSampled::cpuSeconds).toArray(),
                    samples.stream().mapToLong(ProcessSampled::residentBytes).toArray());
        }
    }
}
