package io.nodepulse.query.usage;

import io.nodepulse.query.answer.Figures;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/**
 * One process group of a server in a range. CPU percent: 100 is one core. An interval lies between
 * two samples at most 5 minutes apart, and counts where it ends.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ProcessUsage(
        String name,
        @Schema(description = "Processes of this name in its latest sample.") long numProcs,
        @Schema(description = "Of its latest interval; null where it has none yet.")
                @Nullable Double cpuPercent,
        @Schema(description = "Average CPU as a share of all cores; null if those are not known.")
                @Nullable Double hostPercent,
        @Schema(description = "Resident set size of its latest sample, MiB.") double memoryMb,
        @Schema(description = "CPU time over its intervals in the range; null where it has none.")
                @Nullable Double cpuSeconds,
        @Schema(description = "The length of those intervals: how long it was seen.")
                double coveredSeconds,
        @Schema(
                        description =
                                "cpu_seconds over the time in the range that scrapes cover the"
                                        + " server, whether it ran or not.")
                @Nullable Double avgCpuPercent,
        @Schema(description = "cpu_seconds over its own covered_seconds: while it ran.")
                @Nullable Double runningCpuPercent,
        @Schema(description = "Its highest single interval.") @Nullable Double maxCpuPercent,
        @Schema(
                        description =
                                "The second in which that interval ends, the first of several;"
                                        + " null for what was projected before it was kept.")
                @Nullable Instant maxCpuAt,
        @Schema(description = "Average resident set size of its samples, MiB.") double avgMemoryMb,
        @Schema(description = "Highest resident set size, MiB.") double peakMemoryMb,
        @Schema(description = "Whether the last scrape in the range still has it.") boolean running,
        Instant lastSeen,
        @Schema(description = "By the metric that was asked for; null for cpu and memory.")
                @Nullable FigureUsage figure) {

    /** The figures of a process that has a sample in the window. */
    public static ProcessUsage of(String name, ProcessTotal total, WatchedWindow window) {
        Integer cores = window.cpuCores();
        double average = total.averageCpuPercent(window.coveredMillis());
        return new ProcessUsage(
                name,
                total.lastNumProcs(),
                Figures.orNull(Figures.cpuPercent(total.lastCpuPercent(), cores)),
                Figures.orNull(Figures.hostPercent(average, cores)),
                Figures.mebibytes(total.lastResidentBytes()),
                Figures.orNull(Figures.seconds(total.cpuSeconds())),
                Figures.secondsOf(total.coveredMillis()),
                Figures.orNull(Figures.cpuPercent(average, cores)),
                Figures.orNull(Figures.cpuPercent(total.runningCpuPercent(), cores)),
                Figures.orNull(Figures.cpuPercent(total.maxCpuPercent(), cores)),
                Figures.timeOrNull(total.maxCpuAtMillis()),
                Figures.mebibytes(total.averageResidentBytes()),
                Figures.mebibytes(total.peakResidentBytes()),
                total.lastSampleMillis() == window.lastScrapeMillis(),
                Instant.ofEpochMilli(total.lastSampleMillis()),
                figure(total.figure(), window.coveredMillis()));
    }

    private static @Nullable FigureUsage figure(@Nullable FigureTotal total, long coveredMillis) {
        return total == null ? null : total.usage(coveredMillis);
    }
}
