package io.nodepulse.trials.bench.query;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.launcher.api.ProgressBar;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What benchmarks of questions ask about: a server with days of scrapes every 15 s, beside others
 * with a day each. Equal seeds and ends give equal histories.
 *
 * @param days of the watched server
 * @param neighbours how many others there are
 * @param end when the last scrapes are made
 * @param withShortLived whether process groups are born and die, too
 */
public record GeneratedHistory(
        long seed, int days, int neighbours, Instant end, boolean withShortLived) {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int SCRAPES_PER_DAY = 5_760;

    /** Takes scrapes, oldest first. */
    @FunctionalInterface
    public interface Reader {
        void scrape(Instant at, List<ProcessSampled> samples)
                throws IOException, InterruptedException;
    }

    /** The server with the long history. */
    public UUID watched() {
        return server(0).id();
    }

    private GeneratedServer server(int place) {
        return new GeneratedServer(seed + place, withShortLived);
    }

    /** Brings it all into a read model. */
    public void project(BenchReadModel model, Supplier<ProgressBar> progress) {
        for (int i = 0; i <= neighbours; i++) {
            int scrapes = (i == 0 ? days : 1) * SCRAPES_PER_DAY;
            model.project(server(i), scrapes, INTERVAL, end, progress.get());
        }
    }

    /** Hands out the same, server beside server. */
    public void read(Reader reader) throws IOException, InterruptedException {
        GeneratedServer watched = server(0);
        List<GeneratedServer> others = new ArrayList<>();
        for (int i = 1; i <= neighbours; i++) {
            others.add(server(i));
        }
        for (int left = days * SCRAPES_PER_DAY - 1; left >= 0; left--) {
            Instant at = end.minus(INTERVAL.multipliedBy(left));
            reader.scrape(at, watched.samples(at, INTERVAL));
            if (left < SCRAPES_PER_DAY) {
                for (GeneratedServer other : others) {
                    reader.scrape(at, other.samples(at, INTERVAL));
                }
            }
        }
    }
}
