package io.nodepulse.projections.process;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.ProcessMetric;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scrapes of a made-up server with optional figures, the same for the same seed: processes come, go
 * and come back, counters start again, scrapes are missing for a while, and figures are not known
 * at times, of some processes or of all.
 */
final class SeededFigures {

    private static final int PROCESSES = 8;

    private final Random random;
    private final Set<Integer> living = new TreeSet<>();
    private final Set<ProcessMetric> known = EnumSet.noneOf(ProcessMetric.class);
    private final Map<Integer, Map<ProcessMetric, Long>> values = new HashMap<>();
    private long atMs = 1_761_825_600_000L;

    SeededFigures(long seed) {
        random = new Random(seed);
        living.add(1);
    }

    List<Scrape> scrapes(int count) {
        List<Scrape> scrapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            change();
            scrapes.add(scrape());
            long usual = 5_000 + random.nextInt(20_000);
            atMs += oneIn(40) ? random.nextLong(100_000_000) : usual;
        }
        return scrapes;
    }

    private void change() {
        if (oneIn(5)) {
            int process = 1 + random.nextInt(PROCESSES);
            if (!living.add(process) && living.size() > 1) {
                living.remove(process);
            }
        }
        if (oneIn(10)) {
            ProcessMetric[] all = ProcessMetric.values();
            ProcessMetric metric = all[random.nextInt(all.length)];
            if (!known.add(metric) && oneIn(2)) {
                known.remove(metric);
            }
        }
    }

    private Scrape scrape() {
        int[] keys = living.stream().mapToInt(key -> key).toArray();
        SparseTable.Builder figures = new SparseTable.Builder();
        for (ProcessMetric metric : known) {
            long[] numbers = new long[keys.length];
            long any = 0;
            for (int i = 0; i < keys.length; i++) {
                numbers[i] = oneIn(8) ? 0 : 1 + next(keys[i], metric);
                any |= numbers[i];
            }
            if (any != 0) {
                figures.put(metric.code(), numbers);
            }
        }
        return new Scrape(
                1,
                atMs,
                1,
                keys,
                new int[keys.length],
                new double[keys.length],
                new long[keys.length],
                figures.build());
    }

    private long next(int process, ProcessMetric metric) {
        Map<ProcessMetric, Long> own = values.computeIfAbsent(process, key -> new HashMap<>());
        long before = own.getOrDefault(metric, 0L);
        long step = oneIn(3) ? random.nextLong(1L << random.nextInt(1, 34)) : 0;
        long next = metric.figure().kind() == Kind.COUNTER ? before + step : step;
        // Of what was there before: with growth first, the fall could be so small that it is none.
        next = oneIn(50) ? before / 3 : next;
        own.put(metric, next);
        return next;
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
