package io.nodepulse.launcher.bench;

import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Measures this machine with embedded engines of its own, on generated load. */
@Command(
        name = "bench",
        description = "Measures query times against the seed's SQL on the same rows.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final String ROW = "%-8s %14s %12s %12s %14s %12s %9s%n";
    private static final double FASTER_AT_24_HOURS = 1_000;
    private static final double FASTER_AT_168_HOURS = 10_000;
    private static final double WEEK_TO_HOUR = 1.5;

    @Spec private @Nullable CommandSpec spec;

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
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path directory = Files.createTempDirectory("nodepulse-bench");
        List<QueryTimes> times;
        try (PostgresServer postgres = PostgresServer.start(PostgresOptions.in(directory))) {
            times = new QueryBenchmark(seed, out).run(postgres.jdbcUrl());
        }
        print(out, times);
        Files.write(
                json,
                new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(Map.of("seed", seed, "query", times)));
        out.printf("Written to %s%n", json.toAbsolutePath());
        return 0;
    }

    private static void print(PrintWriter out, List<QueryTimes> times) {
        out.printf(
                ROW,
                "window",
                "seed p50 ms",
                "top p50 ms",
                "top p99 ms",
                "database p50",
                "x faster",
                "ranking");
        for (QueryTimes each : times) {
            out.printf(
                    ROW,
                    each.hours() + " h",
                    number("%,.1f", each.seedP50()),
                    number("%.3f", each.topP50()),
                    number("%.3f", each.topP99()),
                    number("%.3f", each.databaseP50()),
                    number("%,.0f", each.faster()),
                    each.sameRanking() ? "same" : "differs");
        }
        QueryTimes hour = times.getFirst();
        QueryTimes week = times.getLast();
        target(out, "x faster at 24 h, at least", times.get(2).faster(), FASTER_AT_24_HOURS, true);
        target(out, "x faster at 168 h, at least", week.faster(), FASTER_AT_168_HOURS, true);
        double ratio = week.topP50() / hour.topP50();
        target(out, "168 h to 1 h, at most", ratio, WEEK_TO_HOUR, false);
    }

    private static void target(
            PrintWriter out, String name, double measured, double target, boolean atLeast) {
        boolean reached = atLeast ? measured >= target : measured <= target;
        out.printf(
                Locale.ROOT,
                "%-28s %,10.1f: %,.2f %s%n",
                name,
                target,
                measured,
                reached ? "reached" : "MISSED");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
