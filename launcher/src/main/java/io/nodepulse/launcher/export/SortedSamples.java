package io.nodepulse.launcher.export;

import io.nodepulse.events.wire.ProcessNames;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scrapes of one server, given back sample by sample: by name, then by time. Numbers of one series
 * stand together, which is what makes them small. Not thread-safe; used once.
 */
final class SortedSamples {

    private final List<Placed> scrapes = new ArrayList<>();
    private int samples;

    private record Placed(long firstSequence, ProcessScrape scrape) {}

    /** Takes a sample. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next one.
         *
         * @param index of the sample in the scrape
         */
        void accept(long sequence, ProcessScrape scrape, int index);
    }

    void add(long firstSequence, ProcessScrape scrape) {
        scrapes.add(new Placed(firstSequence, scrape));
        samples += scrape.size();
    }

    int samples() {
        return samples;
    }

    /** Gives all samples. */
    void drainTo(Sink sink) {
        scrapes.sort(
                Comparator.comparing((Placed placed) -> placed.scrape.sampledAt())
                        .thenComparingLong(Placed::firstSequence));
        Series series = new Series();
        scrapes.forEach(placed -> series.count(placed.scrape.names()));
        int[] next = series.starts();
        long[] order = new long[samples];
        for (int at = 0; at < scrapes.size(); at++) {
            int[] numbers = series.of(scrapes.get(at).scrape.names());
            for (int index = 0; index < numbers.length; index++) {
                order[next[numbers[index]]++] = (long) at << Integer.SIZE | index;
            }
        }
        for (long each : order) {
            Placed placed = scrapes.get((int) (each >>> Integer.SIZE));
            sink.accept(placed.firstSequence + (int) each, placed.scrape, (int) each);
        }
    }

    /** Numbers the names, and counts the samples of each. */
    private static final class Series {
        private final Map<String, Integer> numbers = new HashMap<>();
        private int[] counts = new int[64];
        private @Nullable ProcessNames lastNames;
        private int[] lastNumbers = new int[0];

        void count(ProcessNames names) {
            for (int number : of(names)) {
                counts[number]++;
            }
        }

        /** Most scrapes share their names with the one before. */
        int[] of(ProcessNames names) {
            if (names != lastNames) {
                lastNames = names;
                lastNumbers = new int[names.size()];
                Arrays.setAll(lastNumbers, i -> numberOf(names.get(i)));
            }
            return lastNumbers;
        }

        private int numberOf(String name) {
            int number = numbers.computeIfAbsent(name, any -> numbers.size());
            if (number == counts.length) {
                counts = Arrays.copyOf(counts, 2 * number);
            }
            return number;
        }

        /** Where the samples of each begin, in the order of the names. */
        int[] starts() {
            int[] starts = new int[numbers.size()];
            int at = 0;
            for (String name : numbers.keySet().stream().sorted().toList()) {
                int number = numberOf(name);
                starts[number] = at;
                at += counts[number];
            }
            return starts;
        }
    }
}
