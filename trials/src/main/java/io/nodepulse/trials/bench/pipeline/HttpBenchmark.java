package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.load.HttpLoad;
import io.nodepulse.trials.bench.load.Pace;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Latencies;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Requests a second of {@code top} over any window, beside those of a constant answer of the same
 * server, while samples come in. Asked of some servers of the fleet, whose answers stay in memory
 * until their next scrape or minute; and of all, which is the worst case, as hardly an answer is
 * asked for twice. No request carries an entity tag, so each gets a whole answer. They have turns,
 * so that noise of the machine meets all.
 */
final class HttpBenchmark {

    private static final double INGEST = 20_000;
    private static final int CONNECTIONS = 16;
    private static final int[] HOURS = {1, 6, 24, 168};

    /** Servers that people look at, one way or another, while the others only push. */
    private static final int WATCHED = 100;

    private static final double GOAL_RATIO = 0.5;
    private static final int EXPECTED = 1 << 18;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LoadedSystem loaded;
    private final Effort effort;
    private final Report report;
    private final Random random;

    HttpBenchmark(LoadedSystem loaded, Effort effort, Report report, long seed) {
        this.loaded = loaded;
        this.effort = effort;
        this.report = report;
        this.random = new Random(seed);
    }

    /** What came of asking for one path or kind of paths. */
    private static final class Turns {

        private final String name;
        private final Supplier<String> paths;
        private final Latencies latencies = new Latencies(EXPECTED);
        private double seconds;
        private double loadSeconds;

        Turns(String name, Supplier<String> paths) {
            this.name = name;
            this.paths = paths;
        }

        double perSecond() {
            return latencies.count() / seconds;
        }
    }

    void run() throws InterruptedException {
        Turns constant = new Turns("constant", () -> ConstantAnswer.PATH);
        int all = loaded.fleet().size();
        Turns top = new Turns("top of %,d servers".formatted(WATCHED), () -> anyTop(WATCHED));
        Turns anyTop = new Turns("top of %,d servers".formatted(all), () -> anyTop(all));
        try (LoadedSystem.Pushing pushing =
                loaded.push(Pace.perSecond(INGEST / GeneratedFleet.GROUPS))) {
            warmUp(pushing, constant, top, anyTop);
            Lag before = Lag.now(loaded.system().api());
            long startNanos = System.nanoTime();
            for (int i = 0; i < effort.httpTurns(); i++) {
                turn(constant, effort.http());
                turn(top, effort.http());
                turn(anyTop, effort.http());
                pushing.check();
            }
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            Lag after = Lag.now(loaded.system().api());
            report.figure(
                    "ingest meanwhile",
                    (after.projected() - before.projected()) / seconds,
                    "samples/s");
        }
        compare(constant, top, anyTop);
    }

    private void compare(Turns constant, Turns top, Turns anyTop) {
        tell(constant);
        tell(top);
        tell(anyTop);
        double ratio = top.perSecond() / constant.perSecond();
        report.figure(top.name + ", to constant", ratio, "ratio", Goal.atLeast(GOAL_RATIO));
        double ratioOfAny = anyTop.perSecond() / constant.perSecond();
        report.figure(anyTop.name + ", to constant", ratioOfAny, "ratio");
    }

    private void warmUp(LoadedSystem.Pushing pushing, Turns... all) throws InterruptedException {
        report.say("Warming up for %d s", 3 * effort.warmUp().toSeconds());
        for (Turns turns : all) {
            turn(turns, effort.warmUp());
            turns.latencies.clear();
            turns.seconds = 0;
            turns.loadSeconds = 0;
        }
        pushing.check();
    }

    private String anyTop(int servers) {
        GeneratedFleet fleet = loaded.fleet();
        return "/api/servers/%s/processes/top?hours=%d"
                .formatted(fleet.id(random.nextInt(servers)), HOURS[random.nextInt(HOURS.length)]);
    }

    private void turn(Turns turns, Duration time) throws InterruptedException {
        List<Asking> callers =
                Stream.generate(() -> new Asking(loaded.fleet(), turns.paths, turns.latencies))
                        .limit(CONNECTIONS)
                        .toList();
        long start = System.nanoTime();
        try (HttpLoad load = HttpLoad.start("questions", loaded.system().address(), callers)) {
            Thread.sleep(time);
            load.check();
            turns.loadSeconds += load.cpuNanos() / NANOS_PER_SECOND;
        }
        turns.seconds += (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private void tell(Turns turns) {
        Latencies latencies = turns.latencies;
        report.figure(turns.name + " answers", turns.perSecond(), "requests/s");
        report.figure(turns.name + ", p50", latencies.millis(0.5), "ms");
        report.figure(turns.name + ", p99", latencies.millis(0.99), "ms");
        report.figure(
                turns.name + ", CPU of the load generator",
                turns.loadSeconds * 1e6 / latencies.count(),
                "us/request");
    }
}
