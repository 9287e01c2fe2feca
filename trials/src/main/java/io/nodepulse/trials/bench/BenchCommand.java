package io.nodepulse.trials.bench;

import io.nodepulse.embedded.DirectoryTree;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.pipeline.PipelineBenchmarks;
import io.nodepulse.trials.bench.query.QueryBenchmark;
import io.nodepulse.trials.bench.query.YearBenchmark;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Report;
import io.nodepulse.trials.bench.rival.RivalBenchmark;
import io.nodepulse.trials.bench.rival.SegmentBenchmark;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Measures this machine with embedded engines of its own, on generated load. */
@Command(
        name = "bench",
        header = "Measures the whole system, with engines and a load of its own.",
        description = {
            "Takes about ten minutes, four more with rivals, and 10 GB in the folder for temporary"
                    + " files.",
            "",
            "query      top against the seed's SQL on the same rows",
            "year       top over an hour to a year, and what a year takes",
            "rivals     top against Prometheus and VictoriaMetrics, where they are installed",
            "segments   bytes per sample of segments, and of the same samples in these",
            "ingest     samples a second from the push to the read model",
            "freshness  time from the push to the answer that shows it, at half of that load",
            "http       requests a second of top against a constant answer, under load",
            "rebuild    events a second of a projection's rebuild",
            "size       bytes per sample in Valkey and PostgreSQL",
            "",
            "Exit code 1 if a part failed, which does not keep the others from going on.",
            ""
        })
public final class BenchCommand extends TerminalCommand {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure these parts: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--short",
            description = "A minute or two for everything; the figures are rough.")
    private boolean isShort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the generated load (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the figures go as JSON (default: ${DEFAULT-VALUE}).")
    private Path json = Path.of("bench.json");

    @Override
    protected int run(PrintWriter out) throws IOException, InterruptedException {
        LoggingSystem.get(BenchCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Report report = new Report(out);
        Run run = new Run(only, report, json, Map.of("seed", seed, "short", isShort));
        boolean all;
        try (Running running = new Running(LONGEST_END)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run, running), "signal"));
            ScratchFolder scratch = running.add("scratch folder", ScratchFolder.create(), () -> {});
            all = measure(run, scratch.path(), report, running);
        }
        report.print();
        out.printf("%nWritten to %s%n", json.toAbsolutePath());
        return all ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void end(Run run, Running running) {
        run.end();
        running.close();
    }

    private boolean measure(Run run, Path scratch, Report report, Running running)
            throws IOException, InterruptedException {
        Effort effort = isShort ? Effort.SHORT : Effort.FULL;
        try (PipelineBenchmarks pipeline =
                new PipelineBenchmarks(scratch, effort, seed, report, running)) {
            return run.measure(
                    part -> {
                        switch (part) {
                            case QUERY -> query(scratch.resolve("query"), effort, report, running);
                            case YEAR -> year(scratch.resolve("year"), effort, report, running);
                            case RIVALS ->
                                    rivals(scratch.resolve("rivals"), effort, report, running);
                            case SEGMENTS ->
                                    segments(scratch.resolve("segments"), effort, report, running);
                            case INGEST -> pipeline.ingest();
                            case FRESHNESS -> pipeline.freshness();
                            case HTTP -> pipeline.http();
                            case REBUILD -> pipeline.rebuild();
                            case SIZE -> pipeline.size();
                        }
                    });
        }
    }

    private void query(Path folder, Effort effort, Report report, Running all) throws IOException {
        try (Running running = all.add("query", new Running(LONGEST_END), () -> {})) {
            PostgresServer postgres =
                    PostgresServer.start(PostgresOptions.in(folder).withPassword());
            running.add("PostgreSQL", postgres, postgres::killHard);
            new QueryBenchmark(effort, seed, report).run(postgres.loginUrl());
        } finally {
            DirectoryTree.delete(folder);
        }
    }

    private void year(Path folder, Effort effort, Report report, Running all) throws IOException {
        try (Running running = all.add("year", new Running(LONGEST_END), () -> {})) {
            new YearBenchmark(folder, effort, seed, report, running).run();
        } finally {
            DirectoryTree.delete(folder);
        }
    }

    private void rivals(Path folder, Effort effort, Report report, Running all)
            throws IOException, InterruptedException {
        try (Running running = all.add("rivals", new Running(LONGEST_END), () -> {})) {
            new RivalBenchmark(folder, effort, seed, report, running).run();
        } finally {
            DirectoryTree.delete(folder);
        }
    }

    private void segments(Path folder, Effort effort, Report report, Running all)
            throws IOException, InterruptedException {
        try (Running running = all.add("segments", new Running(LONGEST_END), () -> {})) {
            new SegmentBenchmark(folder, effort, seed, report, running).run();
        } finally {
            DirectoryTree.delete(folder);
        }
    }
}
