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
import java.util.stream.IntStream;

/** The time from the first byte of a push to the answer of {@code top} that shows its scrape. */
record FreshnessBenchmark(LoadedSystem loaded, Effort effort, Report report) {

    private static final int PROBES = 8;
    private static final double GOAL_MILLIS = 1_000;
    private static final int EXPECTED = 4_096;

    /**
     * @param samplesPerSecond load meanwhile
     */
    void run(double samplesPerSecond, long seed) throws InterruptedException {
        GeneratedFleet probed = loaded.system().register("probe", PROBES, seed, Duration.ZERO);
        Latencies latencies = new Latencies(EXPECTED);
        Pace pace = Pace.perSecond(samplesPerSecond / GeneratedFleet.GROUPS);
        report.say("Following pushes for %d s", effort.freshness().toSeconds());
        try (LoadedSystem.Pushing pushing = loaded.push(pace)) {
            pushing.sustain(effort.warmUp());
            List<FreshnessProbe> probes =
                    IntStream.range(0, PROBES)
                            .mapToObj(i -> new FreshnessProbe(probed, i, seed + i, latencies))
                            .toList();
            LoadedSystem.Sustained sustained;
            try (HttpLoad load = HttpLoad.start("probes", loaded.system().address(), probes)) {
                sustained = pushing.sustain(effort.freshness());
                load.check();
            }
            report.figure("load meanwhile", sustained.samplesPerSecond(), "samples/s");
        }
        report.figure("pushes followed", latencies.count(), "pushes");
        report.figure("push to visible, p50", latencies.millis(0.5), "ms");
        report.figure(
                "push to visible, p99", latencies.millis(0.99), "ms", Goal.atMost(GOAL_MILLIS));
        report.figure("push to visible, longest", latencies.millis(1), "ms");
    }
}
