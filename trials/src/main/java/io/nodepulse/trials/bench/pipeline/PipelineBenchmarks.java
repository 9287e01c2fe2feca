package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.embedded.DirectoryTree;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Report;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The measurements of the whole system. Those of the fleet share one system, which is started when
 * it is first needed; bytes are counted in one of their own. Where one fails, the system may be
 * what is broken, so the next one gets another. Used by one thread.
 */
public final class PipelineBenchmarks implements AutoCloseable {

    /** The fleet's clock begins in the past, as it may go faster than ours. */
    private static final Duration AGO = Duration.ofMinutes(20);

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    /** Taken for the highest load where ingest was not measured: its goal. */
    private static final double ASSUMED = 100_000;

    /** Events a second. */
    private static final double GOAL_IN_VALKEY = 300_000;

    private static final double GOAL_IN_SEGMENTS = 1_000_000;
    private static final int LOOK_MILLIS = 100;

    private final Path folder;
    private final Effort effort;
    private final long seed;
    private final Report report;
    private final Running running;
    private Running started = new Running(LONGEST_END);
    private @Nullable LoadedSystem loaded;
    private double sustained = ASSUMED;

    /**
     * @param running takes over what is started
     */
    public PipelineBenchmarks(
            Path folder, Effort effort, long seed, Report report, Running running) {
        this.running = running;
        this.folder = folder;
        this.effort = effort;
        this.seed = seed;
        this.report = report;
    }

    /** What is done with the fleet, which is there already, or started for it. */
    @FunctionalInterface
    private interface Measurement {
        void of(LoadedSystem fleet) throws IOException, InterruptedException, SQLException;
    }

    private void measure(Measurement measurement)
            throws IOException, InterruptedException, SQLException {
        boolean measured = false;
        try {
            measurement.of(fleet());
            measured = true;
        } finally {
            if (!measured) {
                close();
                DirectoryTree.delete(folder.resolve("fleet"));
            }
        }
    }

    private LoadedSystem fleet() throws IOException {
        LoadedSystem known = loaded;
        if (known == null) {
            known = new LoadedSystem(start("fleet"), effort.servers(), seed, AGO, report);
            loaded = known;
        }
        return known;
    }

    private BenchSystem start(String name) throws IOException {
        report.say("Starting the system");
        started = running.add(name, new Running(LONGEST_END), () -> {});
        return BenchSystem.askedAtWill(folder.resolve(name), started);
    }

    public void ingest() throws IOException, InterruptedException, SQLException {
        measure(fleet -> sustained = new IngestBenchmark(fleet, effort, report).run());
    }

    public void freshness() throws IOException, InterruptedException, SQLException {
        measure(fleet -> new FreshnessBenchmark(fleet, effort, report).run(sustained / 2, seed));
    }

    public void http() throws IOException, InterruptedException, SQLException {
        measure(fleet -> new HttpBenchmark(fleet, effort, report, seed).run());
    }

    public void rebuild() throws IOException, InterruptedException, SQLException {
        measure(
                fleet -> {
                    fleet.fill(effort.rebuiltEvents());
                    new RebuildBenchmark(fleet.system(), "from Valkey", GOAL_IN_VALKEY, report)
                            .run();
                });
        rebuildFromSegments();
    }

    /** Ends the fleet's system, which would be in the way. */
    private void rebuildFromSegments() throws IOException, InterruptedException {
        close();
        report.say("Making %d hours of segments", effort.archivedHours());
        started = running.add("archive", new Running(LONGEST_END), () -> {});
        BenchSystem system =
                BenchSystem.over(
                        (valkey, segments) ->
                                new MadeArchive(
                                                segments,
                                                seed,
                                                effort.archivedServers(),
                                                effort.archivedHours())
                                        .fill(valkey),
                        folder.resolve("archive"),
                        started);
        while (Lag.now(system.api()).waiting() > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        new RebuildBenchmark(system, "from segments", GOAL_IN_SEGMENTS, report).run();
        close();
    }

    /** Ends the fleet's system, which would be in the way. */
    public void size() throws IOException, InterruptedException, SQLException {
        close();
        new SizeBenchmark(start("size"), effort, report).run(seed);
    }

    /** Ends the system that runs, if one does. */
    @Override
    public void close() {
        loaded = null;
        started.close();
    }
}
