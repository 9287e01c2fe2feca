package io.nodepulse.trials.torture;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** How often each fault has struck, and how often it met the moment that it is about. */
final class Strikes {

    private record Count(int struck, int hit) {

        Count plus(Count other) {
            return new Count(struck + other.struck, hit + other.hit);
        }
    }

    private final Map<Fault, Count> counts = new EnumMap<>(Fault.class);

    void add(Fault fault, Outcome outcome) {
        counts.merge(fault, new Count(1, outcome.hit() ? 1 : 0), Count::plus);
    }

    int all() {
        return counts.values().stream().mapToInt(Count::struck).sum();
    }

    /** A line for each fault that has struck. */
    Stream<String> lines() {
        return counts.entrySet().stream().map(each -> line(each.getKey(), each.getValue()));
    }

    private static String line(Fault fault, Count count) {
        String line = "%-20s %5d".formatted(fault, count.struck());
        if (count.hit() == count.struck()) {
            return line;
        }
        return line
                + (count.hit() == 0
                        ? "  NEVER AT ITS MOMENT: this run is no test of it"
                        : "  %d of them at its moment".formatted(count.hit()));
    }
}
