package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Map;

/**
 * Events a second of a rebuild of the processes projection, until its tables are served.
 *
 * @param name of its figures
 * @param goal events a second
 */
record RebuildBenchmark(BenchSystem system, String name, double goal, Report report) {

    private static final int LOOK_MILLIS = 100;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);
    private static final double NANOS_PER_SECOND = 1e9;

    void run() throws InterruptedException {
        ApiClient api = system.api();
        Cpu cpuBefore = system.cpu();
        long start = System.nanoTime();
        JsonNode rebuild =
                api.post("/api/projections/processes/rebuild", system.adminToken(), Map.of())
                        .path("rebuild");
        long events = rebuild.path("events_total").asLong(0);
        report.say("Rebuilding from %,d events", events);
        long nextLine = start + BETWEEN_LINES.toNanos();
        while (rebuild.isObject()) {
            Thread.sleep(LOOK_MILLIS);
            if (System.nanoTime() > nextLine) {
                nextLine += BETWEEN_LINES.toNanos();
                report.say("  %,d events", rebuild.path("events_done").asLong(0));
            }
            rebuild = Lag.projection(api, "processes").path("rebuild");
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Cpu cpu = system.cpu().since(cpuBefore);
        report.figure(name + ", events rebuilt", events, "events");
        report.figure(name + ", rebuilt", events / seconds, "events/s", Goal.atLeast(goal));
        figure("services", cpu.services(), events);
        figure("Valkey", cpu.valkey(), events);
        figure("PostgreSQL", cpu.postgres(), events);
    }

    private void figure(String of, Duration cpu, long events) {
        report.figure(name + ", CPU of " + of, cpu.toNanos() / 1e3 / events, "us/event");
    }
}
