package io.nodepulse.trials.bench.query;

import io.nodepulse.events.ProcessSampled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prometheus' {@code topk(10, increase(…))} over samples in memory, from the definition in its
 * documentation: resets added up, and the growth extended to the ends of the window, but by no more
 * than half an interval where a series begins or ends inside it.
 */
final class Increase {

    private record Sample(double atSeconds, double value) {}

    private final Map<String, List<Sample>> series = new HashMap<>();

    void add(List<ProcessSampled> scrape) {
        for (ProcessSampled sample : scrape) {
            series.computeIfAbsent(sample.processName(), name -> new ArrayList<>())
                    .add(new Sample(sample.sampledAt().toEpochMilli() / 1e3, sample.cpuSeconds()));
        }
    }

    Set<String> topTen(Instant from, Instant to) {
        double start = from.toEpochMilli() / 1e3;
        double end = to.toEpochMilli() / 1e3;
        Map<String, Double> increases = new HashMap<>();
        series.forEach((name, all) -> increases.put(name, increase(all, start, end)));
        List<String> names = new ArrayList<>(increases.keySet());
        names.sort(Comparator.comparing(increases::get, Comparator.reverseOrder()));
        return new HashSet<>(names.subList(0, 10));
    }

    private static double increase(List<Sample> all, double start, double end) {
        List<Sample> inside =
                all.stream().filter(s -> s.atSeconds() >= start && s.atSeconds() <= end).toList();
        if (inside.size() < 2) {
            return 0;
        }
        Sample first = inside.getFirst();
        Sample last = inside.getLast();
        double growth = last.value() - first.value();
        for (int i = 1; i < inside.size(); i++) {
            double before = inside.get(i - 1).value();
            growth += inside.get(i).value() < before ? before : 0;
        }
        double sampled = last.atSeconds() - first.atSeconds();
        double interval = sampled / (inside.size() - 1);
        double toStart = first.atSeconds() - start;
        if (growth > 0 && first.value() >= 0) {
            toStart = Math.min(toStart, sampled * first.value() / growth);
        }
        return growth
                * (sampled
                        + extension(toStart, interval)
                        + extension(end - last.atSeconds(), interval))
                / sampled;
    }

    private static double extension(double gap, double interval) {
        return gap < 1.1 * interval ? gap : interval / 2;
    }
}
