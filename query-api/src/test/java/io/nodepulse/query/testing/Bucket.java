package io.nodepulse.query.testing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One row of {@code process_buckets} or {@code process_open}, added up from observations. */
final class Bucket {

    private final long startMillis;
    private final TreeMap<Integer, Cell> cells = new TreeMap<>();
    private final TreeMap<Integer, List<Observed>> observations = new TreeMap<>();
    private int scrapes;
    private long coveredMillis;
    private long lastScrapeMillis;

    Bucket(long startMillis) {
        this.startMillis = startMillis;
    }

    void addScrape(long atMillis, long interval) {
        scrapes++;
        coveredMillis += interval;
        lastScrapeMillis = Math.max(lastScrapeMillis, atMillis);
    }

    void add(int nameKey, Observed observed) {
        cells.computeIfAbsent(nameKey, key -> new Cell()).add(observed);
        observations.computeIfAbsent(nameKey, key -> new ArrayList<>()).add(observed);
    }

    long startMillis() {
        return startMillis;
    }

    int scrapes() {
        return scrapes;
    }

    long coveredMillis() {
        return coveredMillis;
    }

    long lastScrapeMillis() {
        return lastScrapeMillis;
    }

    byte @Nullable [] figures() {
        return MadeFigures.encode(List.copyOf(observations.values()));
    }

    byte[] cells() {
        List<long[]> rows =
                cells.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey(), startMillis))
                        .toList();
        return PackedTables.encode(15, rows);
    }

    private static final class Cell {
        private long cpuMicros;
        private long coveredMillis;
        private long cpuMax = -1;
        private long cpuMaxAtMillis;
        private long cpuMin = Long.MAX_VALUE;
        private long resets;
        private long samples;
        private long residentMax;
        private long residentMin = Long.MAX_VALUE;
        private long residentSum;
        private long lastMillis;
        private long lastNumProcs;
        private long lastCpu;
        private long lastResident;

        private void add(Observed observed) {
            long cpu = -1;
            if (observed.hasInterval()) {
                cpu = Math.round(observed.cpuPercent() * 1_000);
                cpuMicros += observed.cpuMicros();
                coveredMillis += observed.coveredMillis();
                if (cpu > cpuMax) {
                    cpuMax = cpu;
                    cpuMaxAtMillis = observed.atMillis();
                }
                cpuMin = Math.min(cpuMin, cpu);
                resets += observed.reset() ? 1 : 0;
            }
            long resident = observed.sample().residentBytes();
            samples++;
            residentMax = Math.max(residentMax, resident);
            residentMin = Math.min(residentMin, resident);
            residentSum += resident;
            lastMillis = observed.atMillis();
            lastNumProcs = observed.sample().numProcs();
            lastCpu = cpu;
            lastResident = resident;
        }

        private long[] row(int nameKey, long startMillis) {
            return new long[] {
                nameKey,
                cpuMicros,
                coveredMillis,
                cpuMax + 1,
                cpuMax < 0 ? 0 : cpuMax - cpuMin,
                resets,
                samples,
                residentMax,
                residentMax - residentMin,
                samples * residentMax - residentSum,
                lastMillis - startMillis,
                lastNumProcs,
                lastCpu + 1,
                residentMax - lastResident,
                cpuMax < 0 ? 0 : 1 + cpuMaxAtMillis / 1_000 - startMillis / 1_000
            };
        }
    }
}
