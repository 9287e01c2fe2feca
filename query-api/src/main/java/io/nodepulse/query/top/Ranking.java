package io.nodepulse.query.top;

import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.request.NameSearch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The process groups of a window in order of a metric: the heaviest first, those without a value
 * last, ties by name.
 */
final class Ranking {

    private record Named(String name, ProcessTotal total) {}

    private final Named[] ranked;
    private final long lastScrapeMillis;
    private final @Nullable Integer cpuCores;

    /**
     * @param names of the processes, in the order of {@code totals}
     */
    Ranking(
            TopMetric metric,
            List<ProcessTotal> totals,
            String[] names,
            @Nullable Integer cpuCores) {
        this.cpuCores = cpuCores;
        this.lastScrapeMillis =
                totals.stream().mapToLong(ProcessTotal::lastSampleMillis).max().orElse(0);
        this.ranked = new Named[names.length];
        Arrays.setAll(ranked, i -> new Named(names[i], totals.get(i)));
        Arrays.sort(ranked, order(metric));
    }

    /** The first of those that are searched for. */
    List<TopProcess> first(NameSearch search, int limit) {
        return Arrays.stream(ranked)
                .filter(named -> search.finds(named.name))
                .limit(limit)
                .map(this::figures)
                .toList();
    }

    private static Comparator<Named> order(TopMetric metric) {
        ToDoubleFunction<ProcessTotal> weight =
                switch (metric) {
                    case CPU -> ProcessTotal::averageCpuPercent;
                    case MEMORY -> ProcessTotal::averageResidentBytes;
                };
        // Double.compare puts NaN above all numbers; as the negated weight it comes last.
        return Comparator.<Named>comparingDouble(named -> -weight.applyAsDouble(named.total))
                .thenComparing(Named::name);
    }

    private TopProcess figures(Named named) {
        ProcessTotal total = named.total;
        return new TopProcess(
                named.name,
                total.lastNumProcs(),
                Figures.orNull(Figures.cpuPercent(total.lastCpuPercent(), cpuCores)),
                Figures.orNull(Figures.hostPercent(total.averageCpuPercent(), cpuCores)),
                Figures.mebibytes(total.lastResidentBytes()),
                Figures.orNull(Figures.cpuPercent(total.averageCpuPercent(), cpuCores)),
                Figures.mebibytes(total.averageResidentBytes()),
                Figures.mebibytes(total.peakResidentBytes()),
                total.lastSampleMillis() == lastScrapeMillis,
                Instant.ofEpochMilli(total.lastSampleMillis()));
    }
}
