package io.nodepulse.events.wire;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.Figure.Type;
import io.nodepulse.events.ProcessMetric;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Optional figures of a seeded server: those it knows come and go, and processes lack some. Even
 * seeds have none.
 */
final class RandomFigures {

    private final Random random;
    private final boolean any;
    private final Map<String, Map<ProcessMetric, Double>> last = new HashMap<>();
    private final Set<ProcessMetric> known = EnumSet.noneOf(ProcessMetric.class);

    RandomFigures(long seed) {
        random = new Random(seed);
        any = seed % 2 != 0;
    }

    void nextScrape() {
        if (any && random.nextInt(3) == 0) {
            ProcessMetric[] all = ProcessMetric.values();
            ProcessMetric one = all[random.nextInt(all.length)];
            if (!known.add(one) && random.nextBoolean()) {
                known.remove(one);
            }
        }
    }

    Map<ProcessMetric, Double> next(String process) {
        Map<ProcessMetric, Double> before =
                last.computeIfAbsent(process, p -> new EnumMap<>(ProcessMetric.class));
        Map<ProcessMetric, Double> now = new EnumMap<>(ProcessMetric.class);
        for (ProcessMetric metric : known) {
            if (random.nextInt(10) > 0) {
                double value = next(metric, before.getOrDefault(metric, 0.0));
                before.put(metric, value);
                now.put(metric, value);
            }
        }
        return now;
    }

    private double next(ProcessMetric metric, double before) {
        if (random.nextInt(100) == 0) {
            return metric.figure().type() == Type.WHOLE
                    ? random.nextLong(1 + (long) ProcessMetric.MAX_WHOLE)
                    : random.nextDouble() * random.nextLong(1L << 60);
        }
        if (random.nextInt(3) > 0) {
            return before;
        }
        double step =
                metric.figure().type() == Type.WHOLE ? random.nextInt(5000) : random.nextDouble();
        if (metric.figure().kind() == Kind.GAUGE && random.nextBoolean()) {
            return Math.max(0, before - step);
        }
        return before + step > ProcessMetric.MAX_WHOLE ? 0 : before + step;
    }
}
