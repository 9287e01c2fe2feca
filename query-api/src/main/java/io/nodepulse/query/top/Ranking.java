package io.nodepulse.query.top;

import static java.util.Objects.requireNonNull;

import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.usage.ProcessUsage;
import io.nodepulse.query.usage.UsageMetric;
import io.nodepulse.query.usage.WatchedWindow;

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

    /**
     * @param names of the processes, in the order of {@code totals}
     */
    Ranking(UsageMetric metric, List<ProcessTotal> totals, String[] names) {
        this.ranked = new Named[names.length];
        Arrays.setAll(ranked, i -> new Named(names[i], totals.get(i)));
        Arrays.sort(ranked, order(metric));
    }

    /** The first of those that are searched for. */
    List<ProcessUsage> first(TopQuestion question, WatchedWindow window) {
        return Arrays.stream(ranked)
                .filter(named -> question.by().has(named.name))
                .filter(named -> question.search().finds(named.name))
                .limit(question.limit())
                .map(named -> ProcessUsage.of(named.name, named.total, window))
                .toList();
    }

    private static Comparator<Named> order(UsageMetric metric) {
        ToDoubleFunction<ProcessTotal> weight =
                switch (metric) {
                    case CPU -> ProcessTotal::cpuSeconds;
                    case MEMORY -> ProcessTotal::averageResidentBytes;
                    default -> total -> requireNonNull(total.figure()).weight();
                };
        // Double.compare puts NaN above all numbers; as the negated weight it comes last.
        return Comparator.<Named>comparingDouble(named -> -weight.applyAsDouble(named.total))
                .thenComparing(Named::name);
    }
}
