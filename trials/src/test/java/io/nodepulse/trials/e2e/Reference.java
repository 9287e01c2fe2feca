package io.nodepulse.trials.e2e;

import io.nodepulse.trials.e2e.RecordedDay.Sample;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the numbers of a window must be, computed from all samples one by one and with none of the
 * system's code: the meaning of the numbers as the design page defines it.
 */
final class Reference {

    private static final double MIB = 1024 * 1024;

    /** What doubles lose; far below the step of a counter. */
    private static final double ROUNDING = 1e-6;

    private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

    private final Instant from;
    private final Instant to;
    private final Map<String, Usage> usages = new HashMap<>();
    private double serverCoveredSeconds;

    /** One process group in the window; CPU in percent of one core, memory in MiB. */
    static final class Usage {
        private final Reference window;
        private double cpuSeconds;
        private double coveredSeconds;
        private @Nullable Double maxPercent;
        private @Nullable Instant maxAt;
        private final List<Long> resident = new ArrayList<>();
        private @Nullable Sample last;
        private @Nullable Instant lastAt;
        private @Nullable Double lastPercent;

        private Usage(Reference window) {
            this.window = window;
        }

        @Nullable Double cpuSeconds() {
            return coveredSeconds == 0 ? null : cpuSeconds;
        }

        double coveredSeconds() {
            return coveredSeconds;
        }

        @Nullable Double runningCpuPercent() {
            return coveredSeconds == 0 ? null : 100 * cpuSeconds / coveredSeconds;
        }

        @Nullable Double maxCpuPercent() {
            return maxPercent;
        }

        /** Of the first such interval; these counters move in hundredths. */
        @Nullable Instant maxCpuAt() {
            return maxAt;
        }

        @Nullable Double cpuPercent() {
            return lastPercent;
        }

        @Nullable Double averageCpuPercent() {
            return coveredSeconds == 0 ? null : 100 * cpuSeconds / window.serverCoveredSeconds;
        }

        double memory() {
            return last == null ? 0 : last.residentBytes() / MIB;
        }

        double averageMemory() {
            return resident.stream().mapToLong(r -> r).average().orElse(0) / MIB;
        }

        double peakMemory() {
            return resident.stream().mapToLong(r -> r).max().orElse(0) / MIB;
        }

        int numProcs() {
            return last == null ? 0 : last.numProcs();
        }

        @Nullable Instant lastAt() {
            return lastAt;
        }
    }

    private Reference(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** All groups with a sample in (from, to]. */
    static Map<String, Usage> of(RecordedDay day, Instant from, Instant to) {
        Reference reference = new Reference(from, to);
        Map<String, Sample> previous = new HashMap<>();
        Map<String, Instant> previousAt = new HashMap<>();
        @Nullable Instant scrapedBefore = null;
        for (Scrape scrape : day.scrapes()) {
            reference.addScrape(scrape.at(), scrapedBefore);
            scrapedBefore = scrape.at();
            for (Sample sample : scrape.samples()) {
                Sample before = previous.put(sample.name(), sample);
                Instant beforeAt = previousAt.put(sample.name(), scrape.at());
                if (reference.covers(scrape.at())) {
                    reference.add(sample, scrape.at(), before, beforeAt);
                }
            }
        }
        return reference.usages;
    }

    private boolean covers(Instant at) {
        return at.isAfter(from) && !at.isAfter(to);
    }

    private void addScrape(Instant at, @Nullable Instant before) {
        if (before != null && covers(at)) {
            Duration time = Duration.between(before, at);
            serverCoveredSeconds += time.compareTo(LONGEST_GAP) <= 0 ? time.toSeconds() : 0;
        }
    }

    private void add(
            Sample sample, Instant at, @Nullable Sample before, @Nullable Instant beforeAt) {
        Usage usage = usages.computeIfAbsent(sample.name(), name -> new Usage(this));
        usage.resident.add(sample.residentBytes());
        usage.last = sample;
        usage.lastAt = at;
        usage.lastPercent = null;
        if (before == null || beforeAt == null) {
            return;
        }
        Duration time = Duration.between(beforeAt, at);
        if (time.compareTo(LONGEST_GAP) <= 0) {
            boolean reset = sample.cpuSeconds() < before.cpuSeconds();
            double delta = reset ? sample.cpuSeconds() : sample.cpuSeconds() - before.cpuSeconds();
            usage.cpuSeconds += delta;
            usage.coveredSeconds += time.toSeconds();
            double percent = 100 * delta / time.toSeconds();
            usage.lastPercent = percent;
            if (usage.maxPercent == null || percent > usage.maxPercent + ROUNDING) {
                usage.maxPercent = percent;
                usage.maxAt = at;
            }
        }
    }
}
