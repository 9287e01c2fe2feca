package io.nodepulse.query.top;

import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.usage.FigureUsage;
import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.usage.UsageMetric;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One process name over several servers: sums, and the highest of any one server. */
@JsonNaming(SnakeCaseStrategy.class)
record MergedProcess(
        String name,
        @Schema(description = "How many of the servers had it in the range.") int servers,
        long numProcs,
        @Schema(description = "Sum over the servers.") @Nullable Double cpuSeconds,
        @Schema(description = "Sum over the servers of how long it was seen on each.")
                double coveredSeconds,
        @Schema(description = "Sum over the servers, 100 being one core.")
                @Nullable Double avgCpuPercent,
        @Schema(description = "Sum over the servers of the average while it ran.")
                @Nullable Double runningCpuPercent,
        @Schema(description = "Highest single interval of any one server.")
                @Nullable Double maxCpuPercent,
        @Schema(description = "The second in which that interval ends; null where not kept.")
                @Nullable Instant maxCpuAt,
        @Schema(description = "Sum over the servers of the average, MiB.") double avgMemoryMb,
        @Schema(description = "Highest of any one server, MiB.") double peakMemoryMb,
        @Schema(description = "Sums over the servers; null for cpu and memory.")
                @Nullable FigureUsage figure) {

    static List<MergedProcess> heaviest(TopQuestion question, Collection<ServerTop> tops) {
        Map<String, Sum> byName = new HashMap<>();
        for (ServerTop top : tops) {
            for (int i = 0; i < top.names().length; i++) {
                String name = top.names()[i];
                if (question.by().has(name) && question.search().finds(name)) {
                    byName.computeIfAbsent(name, Sum::new)
                            .add(top.processes().get(i), top.coveredMillis());
                }
            }
        }
        return byName.values().stream()
                .sorted(order(question.metric()))
                .limit(question.limit())
                .map(Sum::figures)
                .toList();
    }

    private static Comparator<Sum> order(UsageMetric metric) {
        return Comparator.<Sum>comparingDouble(
                        sum ->
                                switch (metric) {
                                    case CPU -> -sum.cpuPercent;
                                    case MEMORY -> -sum.residentBytes;
                                    default -> -sum.weight;
                                })
                .thenComparing(sum -> sum.name);
    }

    private static final class Sum {

        private final String name;
        private int servers;
        private long numProcs;
        private double cpuSeconds = Double.NaN;
        private long coveredMillis;
        private double cpuPercent = Double.NaN;
        private double runningCpuPercent = Double.NaN;
        private double maxCpuPercent = Double.NaN;
        private long maxCpuAtMillis;
        private double residentBytes;
        private long peakResidentBytes;
        private double weight = Double.NaN;
        private @Nullable FigureUsage figure;

        private Sum(String name) {
            this.name = name;
        }

        private void add(ProcessTotal total, long serverCoveredMillis) {
            servers++;
            numProcs += total.lastNumProcs();
            cpuSeconds = sum(cpuSeconds, total.cpuSeconds());
            coveredMillis += total.coveredMillis();
            cpuPercent = sum(cpuPercent, total.averageCpuPercent(serverCoveredMillis));
            runningCpuPercent = sum(runningCpuPercent, total.runningCpuPercent());
            if (total.maxCpuPercent() > maxCpuPercent || Double.isNaN(maxCpuPercent)) {
                maxCpuPercent = total.maxCpuPercent();
                maxCpuAtMillis = total.maxCpuAtMillis();
            }
            residentBytes += total.averageResidentBytes();
            peakResidentBytes = Math.max(peakResidentBytes, total.peakResidentBytes());
            if (total.figure() != null) {
                weight = sum(weight, total.figure().weight());
                FigureUsage more = total.figure().usage(serverCoveredMillis);
                figure = figure == null ? more : figure.plus(more);
            }
        }

        /** NaN stands for none on either side. */
        private static double sum(double before, double more) {
            return Double.isNaN(before) ? more : Double.isNaN(more) ? before : before + more;
        }

        private MergedProcess figures() {
            return new MergedProcess(
                    name,
                    servers,
                    numProcs,
                    Figures.orNull(Figures.seconds(cpuSeconds)),
                    Figures.secondsOf(coveredMillis),
                    Figures.orNull(Figures.percent(cpuPercent)),
                    Figures.orNull(Figures.percent(runningCpuPercent)),
                    Figures.orNull(Figures.percent(maxCpuPercent)),
                    Figures.timeOrNull(maxCpuAtMillis),
                    Figures.mebibytes(residentBytes),
                    Figures.mebibytes(peakResidentBytes),
                    figure);
        }
    }
}
