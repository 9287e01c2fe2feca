package io.nodepulse.query.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.query.usage.ProcessUsage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The CPU figures of an answer against the samples themselves, from the definitions. */
public final class UsageCheck {

    /** Some are rounded to three before. */
    private static final double TWO_DECIMALS = 0.0056;

    private static final double THREE_DECIMALS = 0.00051;

    private UsageCheck() {}

    /**
     * Asserts what is said of a process.
     *
     * @param samples of it in the window, oldest first
     * @param serverCoveredSeconds how long scrapes cover its server in the window
     */
    public static void checkCpu(
            ProcessUsage said, List<Observed> samples, double serverCoveredSeconds) {
        Observed latest = samples.getLast();
        double cpu = cpuSeconds(samples);
        double covered = samples.stream().mapToLong(Observed::coveredMillis).sum() / 1e3;
        assertFigure(
                said.cpuPercent(),
                latest.hasInterval() ? latest.cpuPercent() : Double.NaN,
                TWO_DECIMALS);
        assertFigure(said.cpuSeconds(), cpu, THREE_DECIMALS);
        assertThat(said.coveredSeconds()).isCloseTo(covered, within(1e-6));
        assertFigure(said.avgCpuPercent(), 100 * cpu / serverCoveredSeconds, TWO_DECIMALS);
        assertFigure(said.runningCpuPercent(), 100 * cpu / covered, TWO_DECIMALS);
        checkMax(said, samples);
    }

    private static void checkMax(ProcessUsage said, List<Observed> samples) {
        Observed highest =
                samples.stream()
                        .filter(Observed::hasInterval)
                        .max(
                                Comparator.comparingLong(UsageCheck::thousandths)
                                        .thenComparing(
                                                Comparator.comparing(Observed::atMillis)
                                                        .reversed()))
                        .orElse(null);
        assertFigure(
                said.maxCpuPercent(),
                highest == null ? Double.NaN : highest.cpuPercent(),
                TWO_DECIMALS);
        assertThat(said.maxCpuAt())
                .isEqualTo(
                        highest == null
                                ? null
                                : Instant.ofEpochMilli(highest.atMillis())
                                        .truncatedTo(ChronoUnit.SECONDS));
    }

    /** To the precision that is kept: among equal ones the first counts. */
    private static long thousandths(Observed observed) {
        return Math.round(observed.cpuPercent() * 1_000);
    }

    /** NaN where no interval ends in the window. */
    public static double cpuSeconds(List<Observed> samples) {
        return samples.stream().anyMatch(Observed::hasInterval)
                ? samples.stream().mapToLong(Observed::cpuMicros).sum() / 1e6
                : Double.NaN;
    }

    private static void assertFigure(@Nullable Double actual, double expected, double rounding) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isCloseTo(expected, within(rounding));
        }
    }
}
