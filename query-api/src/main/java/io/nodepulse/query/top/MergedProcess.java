package io.nodepulse.query.top;

import io.nodepulse.query.answer.Figures;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One process name over several servers: sums, and the highest peak of any one server. */
@JsonNaming(SnakeCaseStrategy.class)
record MergedProcess(
        String name,
        @Schema(description = "How many of the servers had it in the range.") int servers,
        long numProcs,
        @Schema(description = "Sum over the servers, 100 being one core.")
                @Nullable Double avgCpuPercent,
        @Schema(description = "Sum over the servers of the average, MiB.") double avgMemoryMb,
        @Schema(description = "Highest of any one server, MiB.") double peakMemoryMb) {

    static List<MergedProcess> heaviest(TopQuestion question, Collection<ServerTop> tops) {
        Map<String, Sum> byName = new HashMap<>();
        for (ServerTop top : tops) {
            for (int i = 0; i < top.names().length; i++) {
                String name = top.names()[i];
                if (question.search().finds(name)) {
                    byName.computeIfAbsent(name, Sum::new).add(top.processes().get(i));
                }
            }
        }
        return byName.values().stream()
                .sorted(order(question.metric()))
                .limit(question.limit())
                .map(Sum::figures)
                .toList();
    }

    private static Comparator<Sum> order(TopMetric metric) {
        return Comparator.<Sum>comparingDouble(
                        sum ->
                                switch (metric) {
                                    case CPU -> -sum.cpuPercent;
                                    case MEMORY -> -sum.residentBytes;
                                })
                .thenComparing(sum -> sum.name);
    }

    private static final class Sum {

        private final String name;
        private int servers;
        private long numProcs;
        private double cpuPercent = Double.NaN;
        private double residentBytes;
        private long peakResidentBytes;

        private Sum(String name) {
            this.name = name;
        }

        private void add(ProcessTotal total) {
            servers++;
            numProcs += total.lastNumProcs();
            double percent = total.averageCpuPercent();
            if (!Double.isNaN(percent)) {
                cpuPercent = Double.isNaN(cpuPercent) ? percent : cpuPercent + percent;
            }
            residentBytes += total.averageResidentBytes();
            peakResidentBytes = Math.max(peakResidentBytes, total.peakResidentBytes());
        }

        private MergedProcess figures() {
            return new MergedProcess(
                    name,
                    servers,
                    numProcs,
                    Figures.orNull(Figures.percent(cpuPercent)),
                    Figures.mebibytes(residentBytes),
                    Figures.mebibytes(peakResidentBytes));
        }
    }
}
