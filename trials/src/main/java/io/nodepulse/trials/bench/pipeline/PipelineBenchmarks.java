package io.nodepulse.trials.bench.pipeline;

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
 * it is first needed; bytes are counted in one of their own. Used by one thread.
 */
public final class PipelineBenchmarks implements AutoCloseable {

    /** The fleet's clock begins in the past, as it may go faster than ours. */
    private static final Duration AGO = Duration.ofMinutes(20);

    /** Taken for the highest load where ingest was not measured: its goal. */
    private static final double ASSUMED = 100_000;

    private final Path folder;
    private final Effort effort;
    private final long seed;
    private final Report report;
    private final Running running;
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

    private LoadedSystem fleet() throws IOException {
        LoadedSystem known = loaded;
        if (known == null) {
            report.say("Starting the system");
            BenchSystem system = new BenchSystem(folder.resolve("fleet"), running);
            known = new LoadedSystem(system, effort.servers(), seed, AGO, report);
            loaded = known;
        }
        return known;
    }

    public void ingest() throws IOException, InterruptedException, SQLException {
        sustained = new IngestBenchmark(fleet(), effort, report).run();
    }

    public void freshness() throws IOException, InterruptedException {
        new FreshnessBenchmark(fleet(), effort, report).run(sustained / 2, seed);
    }

    public void http() throws IOException, InterruptedException {
        new HttpBenchmark(fleet(), effort, report, seed).run();
    }

    public void rebuild() throws IOException, InterruptedException {
        new RebuildBenchmark(fleet(), effort, report).run();
    }

    /** Ends the fleet's system, which would be in the way. */
    public void size() throws IOException, InterruptedException, SQLException {
        close();
        report.say("Starting the system");
        try (BenchSystem system = new BenchSystem(folder.resolve("size"), running)) {
            new SizeBenchmark(system, effort, report).run(seed);
        }
    }

    @Override
    public void close() {
        LoadedSystem known = loaded;
        loaded = null;
        if (known != null) {
            known.system().close();
        }
    }
}
