package io.nodepulse.launcher.bench.rival;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.launcher.bench.query.BenchReadModel;
import io.nodepulse.launcher.bench.query.GeneratedServer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The scrapes of generated servers in the order of time: one with a long history, others with a
 * shorter one. Equal seeds give the same scrapes as in the read model.
 *
 * @param scrapes of the watched server
 * @param neighbours how many others there are
 * @param neighbourScrapes of each of them
 * @param end when the last scrapes are made
 */
record CounterHistory(
        long seed,
        int scrapes,
        int neighbours,
        int neighbourScrapes,
        Duration interval,
        Instant end) {

    /** Takes scrapes, oldest first. */
    @FunctionalInterface
    interface Reader {
        void scrape(Instant at, List<ProcessSampled> samples)
                throws IOException, InterruptedException;
    }

    /** The server with the long history. */
    UUID watched() {
        return new GeneratedServer(seed).id();
    }

    /** Brings it all into a read model. */
    void project(BenchReadModel model, Supplier<ProgressBar> progress) {
        model.project(new GeneratedServer(seed), scrapes, interval, end, progress.get());
        for (int i = 1; i <= neighbours; i++) {
            model.project(
                    new GeneratedServer(seed + i), neighbourScrapes, interval, end, progress.get());
        }
    }

    /** Hands out the same once more. */
    void read(Reader reader) throws IOException, InterruptedException {
        GeneratedServer watched = new GeneratedServer(seed);
        List<GeneratedServer> others = new ArrayList<>();
        for (int i = 1; i <= neighbours; i++) {
            others.add(new GeneratedServer(seed + i));
        }
        for (int left = scrapes - 1; left >= 0; left--) {
            Instant at = end.minus(interval.multipliedBy(left));
            reader.scrape(at, watched.samples(at, interval));
            if (left < neighbourScrapes) {
                for (GeneratedServer other : others) {
                    reader.scrape(at, other.samples(at, interval));
                }
            }
        }
    }
}
