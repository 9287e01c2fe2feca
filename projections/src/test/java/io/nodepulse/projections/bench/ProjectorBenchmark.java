package io.nodepulse.projections.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many samples a second one projector writes, and how many bytes of PostgreSQL each takes, with
 * tables, indexes and TOAST. No event store takes part.
 *
 * <pre>
 * mvn -q -pl projections -am -Pprojections-bench -DskipTests verify \
 *     -Dbench=io.nodepulse.projections.bench.ProjectorBenchmark -Dbench.args="SERVERS GROUPS MINUTES"
 * </pre>
 */
public final class ProjectorBenchmark {

    private static final int INTERVAL_SECONDS = 15;
    private static final int BATCH_SCRAPES = 200;
    private static final Instant START = Instant.parse("2026-03-10T01:00:00Z");

    private ProjectorBenchmark() {}

    public static void main(String[] args) {
        int servers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int groups = args.length > 1 ? Integer.parseInt(args[1]) : 150;
        int minutes = args.length > 2 ? Integer.parseInt(args[2]) : 15;
        try (TestReadModel model = TestReadModel.create()) {
            run(model, new SyntheticFleet(servers, groups), minutes);
            report(model.jdbc());
        }
    }

    private static void run(TestReadModel model, SyntheticFleet fleet, int minutes) {
        ProcessProjector projector =
                new ProcessProjector(
                        model.model(),
                        model.dictionaries(),
                        new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
        int rounds = minutes * 60 / INTERVAL_SECONDS;
        long samples = 0;
        long nanos = 0;
        Duration postgresBefore = postgresCpu();
        long threadBefore = threadCpuNanos();
        long making = 0;
        for (int round = 0; round < rounds; round++) {
            for (int first = 0; first < fleet.servers(); first += BATCH_SCRAPES) {
                long beforeMaking = threadCpuNanos();
                List<EventMessage> batch = batch(fleet, round, first);
                making += threadCpuNanos() - beforeMaking;
                long begun = System.nanoTime();
                model.project(projector, batch);
                nanos += System.nanoTime() - begun;
                samples += (long) batch.size() * fleet.groups();
            }
        }
        double projectorCpu = threadCpuNanos() - threadBefore - making;
        double postgresCpu = postgresCpu().minus(postgresBefore).toNanos();
        System.out.printf(
                "%,d samples, %,.0f samples/s; CPU per sample: projector %.2f us, PostgreSQL %.2f us%n",
                samples,
                samples / (nanos / 1e9),
                projectorCpu / samples / 1e3,
                postgresCpu / samples / 1e3);
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Duration postgresCpu() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<EventMessage> batch(SyntheticFleet fleet, int round, int first) {
        List<EventMessage> batch = new ArrayList<>();
        int last = Math.min(fleet.servers(), first + BATCH_SCRAPES);
        for (int server = first; server < last; server++) {
            Instant at =
                    START.plusSeconds((long) round * INTERVAL_SECONDS)
                            .plusMillis(server * 1000L * INTERVAL_SECONDS / fleet.servers());
            batch.add(fleet.scrape(server, at, INTERVAL_SECONDS));
        }
        return batch;
    }

    private static void report(JdbcTemplate jdbc) {
        jdbc.query(
                """
                WITH total AS (
                    SELECT count(*) AS samples FROM admiral.process_snapshots
                ), sized AS (
                    SELECT coalesce(parent, c.oid::regclass)::text AS name, pg_total_relation_size(c.oid) AS bytes
                    FROM pg_class c LEFT JOIN admiral.partitions ON partition = c.oid
                    WHERE c.relnamespace = 'admiral'::regnamespace AND c.relkind = 'r'
                      AND c.relname LIKE 'process\\_%'
                )
                SELECT name, sum(bytes), sum(bytes) / max(samples)
                FROM sized CROSS JOIN total GROUP BY name ORDER BY 2 DESC""",
                row -> {
                    System.out.printf(
                            "%-26s %,14d bytes  %8.2f bytes per sample%n",
                            row.getString(1), row.getLong(2), row.getDouble(3));
                });
    }
}
