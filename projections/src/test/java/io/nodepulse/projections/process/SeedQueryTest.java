package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The query that the system grew from still runs, and ranks as we do. Its only change: as written
 * it averages num_procs, which its own subquery leaves out; here that column is the subquery's
 * last.
 */
class SeedQueryTest {

    private static final String SEED_QUERY =
            """
            WITH deltas AS (
              SELECT
                server_id,
                timestamp,
                process_name,
                memory_bytes,
                cpu_seconds_total,
                LAG(cpu_seconds_total) OVER (
                  PARTITION BY server_id, process_name
                  ORDER BY timestamp
                ) as prev_cpu,
                LAG(timestamp) OVER (
                  PARTITION BY server_id, process_name
                  ORDER BY timestamp
                ) as prev_ts,
                num_procs
              FROM admiral.process_snapshots
              WHERE server_id = ?
                AND timestamp >= NOW() - INTERVAL '1 hour'
            )
            SELECT
              process_name,
              AVG(num_procs) as avg_procs,
              AVG((cpu_seconds_total - prev_cpu) /
                  EXTRACT(EPOCH FROM (timestamp - prev_ts)) * 100) as avg_cpu_percent,
              MAX(memory_bytes) as peak_memory_bytes
            FROM deltas
            WHERE prev_cpu IS NOT NULL
            GROUP BY process_name
            ORDER BY avg_cpu_percent DESC
            LIMIT 10""";

    private static final String OUR_QUERY =
            """
            SELECT process_name || ' ' || round(avg_cpu_percent::numeric, 2) || ' ' || peak_memory_bytes
            FROM admiral.process_rolling
            WHERE server_id = ? AND window_hours = 1
            ORDER BY avg_cpu_percent DESC, process_name
            LIMIT 10""";

    @Test
    void sameRanking() {
        try (TestReadModel database = TestReadModel.create()) {
            UUID server = UUID.randomUUID();
            database.project(
                    new ProcessProjector(
                            database.model(),
                            database.dictionaries(),
                            new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0)),
                    halfAnHour(server));
            List<String> seeds =
                    database.jdbc()
                            .query(
                                    SEED_QUERY,
                                    (row, n) ->
                                            "%s %.2f %d"
                                                    .formatted(
                                                            row.getString("process_name"),
                                                            row.getDouble("avg_cpu_percent"),
                                                            row.getLong("peak_memory_bytes")),
                                    server.toString());
            List<String> ours =
                    database.jdbc().query(OUR_QUERY, (row, n) -> row.getString(1), server);
            assertThat(ours).hasSize(10).isEqualTo(seeds);
        }
    }

    @Test
    void columnsAndKeysAreTheSeeds() {
        try (TestReadModel database = TestReadModel.create()) {
            List<String> columns =
                    database.jdbc()
                            .query(
                                    """
                                    SELECT column_name || ' ' || data_type
                                    FROM information_schema.columns
                                    WHERE table_schema = 'admiral' AND table_name = 'process_snapshots'
                                    ORDER BY ordinal_position""",
                                    (row, n) -> row.getString(1));
            assertThat(columns)
                    .containsExactly(
                            "id bigint",
                            "server_id text",
                            "timestamp timestamp with time zone",
                            "process_name text",
                            "num_procs integer",
                            "cpu_seconds_total double precision",
                            "memory_bytes bigint",
                            "created_at timestamp with time zone");
        }
    }

    private static List<EventMessage> halfAnHour(UUID server) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1_800);
        List<EventMessage> scrapes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<ProcessSampled> samples = new ArrayList<>();
            for (int group = 0; group < 14; group++) {
                samples.add(
                        new ProcessSampled(
                                server,
                                start.plusSeconds(15L * i),
                                "p" + group,
                                group,
                                i * group * 0.75,
                                4096L * i * group));
            }
            scrapes.add(SampleMessage.stored(0, 1 + 14L * i, ProcessScrape.of(samples)));
        }
        return scrapes;
    }
}
