package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.partition.BucketRetention;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.process.SeededHistory.Shape;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A database of before is, once migrated, what projecting the same scrapes today makes. */
class CoarserBucketsTest {

    private static final String BEFORE = "16";
    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");
    private static final Shape SHAPE = new Shape(5, Duration.ofDays(110), Duration.ofHours(5));

    /** All of them; partitions of scrapes would only take time. */
    private static final ReadModelRetention ONLY_BUCKETS =
            new ReadModelRetention(
                    Duration.ofDays(1),
                    BucketRetention.of(Duration.ZERO),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    /** As it was: all lengths up to a day in one table. */
    private static final Map<String, String> ROWS_OF_BEFORE =
            Map.of(
                    "process_buckets",
                    "SELECT * FROM admiral.process_buckets WHERE tier_minutes <= 1440",
                    "process_open",
                    "SELECT * FROM admiral.process_open WHERE tier_minutes <= 1440");

    @Test
    void oldBucketsGrowToLongerOnesAsIfTheseHadAlwaysBeen() {
        String address = EmbeddedPostgres.newDatabase();
        try (TestReadModel today = TestReadModel.create()) {
            for (int seed = 1; seed <= 2; seed++) {
                today.project(projector(today), new SeededHistory(seed, SHAPE).until(NOW));
            }
            JdbcTemplate before = beforeWithRowsOf(today, address);
            before.query("SELECT admiral.begin_rebuild('process_live')", row -> {});
            fill(today, before, "admiral_rebuild");
            try (TestReadModel migrated = TestReadModel.at(address)) {
                for (String schema : List.of("admiral", "admiral_rebuild")) {
                    for (String table :
                            List.of(
                                    "process_tens",
                                    "process_hours",
                                    "process_days",
                                    "process_open")) {
                        assertThat(rows(migrated.jdbc(), schema, table))
                                .as("%s.%s", schema, table)
                                .isEqualTo(rows(today.jdbc(), "admiral", table))
                                .isNotEmpty();
                    }
                }
                assertThat(rows(migrated.jdbc(), "admiral", "process_buckets"))
                        .isEqualTo(rows(today.jdbc(), "admiral", "process_buckets"));
                assertThat(tiers(migrated.jdbc()))
                        .containsExactly(1, 10, 60, 360, 1440, 4320, 17280, 69120);
            }
        }
    }

    private static JdbcTemplate beforeWithRowsOf(TestReadModel today, String address) {
        Flyway.configure()
                .dataSource(address, null, null)
                .locations(ProjectionsConfiguration.MIGRATIONS)
                .defaultSchema(ReadModel.SERVED)
                .createSchemas(true)
                .target(BEFORE)
                .load()
                .migrate();
        JdbcTemplate before = new JdbcTemplate(new SingleConnectionDataSource(address, true));
        today.jdbc()
                .query(
                        "SELECT server_id FROM admiral.servers ORDER BY server_key",
                        row -> {
                            before.update(
                                    "INSERT INTO admiral.servers (server_id) VALUES (?)",
                                    row.getObject(1));
                        });
        fill(today, before, "admiral");
        return before;
    }

    private static void fill(TestReadModel today, JdbcTemplate before, String schema) {
        ROWS_OF_BEFORE.forEach(
                (table, rows) -> {
                    if (schema.equals("admiral_rebuild")) {
                        before.query("SELECT admiral.begin_rebuild(?)", row -> {}, table);
                    }
                    if (table.equals("process_buckets")) {
                        today.jdbc()
                                .query(
                                        """
                                        SELECT DISTINCT (bucket_start AT TIME ZONE 'UTC')::date
                                        FROM admiral.process_buckets""",
                                        row -> {
                                            before.query(
                                                    "SELECT admiral.ensure_partition(?::regclass, ?)",
                                                    made -> {},
                                                    schema + "." + table,
                                                    row.getDate(1));
                                        });
                    }
                    today.jdbc()
                            .query(
                                    rows,
                                    row -> {
                                        before.update(
                                                "INSERT INTO %s.%s VALUES (?, ?, ?, ?, ?, ?, ?)"
                                                        .formatted(schema, table),
                                                row.getInt(1),
                                                row.getInt(2),
                                                row.getTimestamp(3),
                                                row.getInt(4),
                                                row.getInt(5),
                                                row.getTimestamp(6),
                                                row.getBytes(7));
                                    });
                });
    }

    private static List<@Nullable String> rows(JdbcTemplate jdbc, String schema, String table) {
        return jdbc.queryForList(
                "SELECT t::text FROM %s.%s t ORDER BY 1".formatted(schema, table), String.class);
    }

    private static List<@Nullable Integer> tiers(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "SELECT DISTINCT tier_minutes FROM admiral.process_buckets ORDER BY 1",
                Integer.class);
    }

    private static ProcessProjector projector(TestReadModel database) {
        return new ProcessProjector(
                database.model(ONLY_BUCKETS),
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }
}
