package io.nodepulse.trials.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One day of scrapes of one server, always the same but for its date. It holds what makes CPU
 * arithmetic hard: restarts, processes that come, go and pause, and an hour without the agent.
 */
record RecordedDay(List<Scrape> scrapes) {

    static final Duration INTERVAL = Duration.ofSeconds(15);

    private static final int SCRAPES = 5_760;
    private static final int NOISY = 20;
    private static final long SEED = 20_260_101;

    /** One scrape of process_exporter. */
    record Scrape(Instant at, List<Sample> samples) {}

    /** One process group of a scrape. */
    record Sample(String name, int numProcs, double cpuSeconds, long residentBytes) {}

    static RecordedDay endingAt(Instant end) {
        List<Actor> cast = cast();
        List<Scrape> scrapes = new ArrayList<>();
        for (int i = 0; i < SCRAPES; i++) {
            Instant at = end.minus(INTERVAL.multipliedBy(SCRAPES - 1L - i));
            List<Sample> samples = new ArrayList<>();
            for (Actor actor : cast) {
                actor.play(i, samples);
            }
            if (!within(i, 2_000, 2_240)) {
                scrapes.add(new Scrape(at, List.copyOf(samples)));
            }
        }
        return new RecordedDay(List.copyOf(scrapes));
    }

    Instant lastAt() {
        return scrapes.getLast().at();
    }

    /** What one process group does over the day; counters go on where nobody looks. */
    private interface Actor {
        void play(int scrape, List<Sample> into);
    }

    private static List<Actor> cast() {
        List<Actor> cast = new ArrayList<>();
        // A quarter of a core and 512,000,000 bytes, all day long: 25 % and 488.3 MiB.
        cast.add((i, into) -> into.add(new Sample("steady", 4, 1_000 + i * 3.75, 512_000_000)));
        // Restarts each 500 scrapes, so that its counter falls.
        cast.add((i, into) -> into.add(new Sample("restarting", 1, i % 500 * 7.5, 30_000_000)));
        // Ends at noon.
        cast.add(between(0, 2_880, new Sample("ended", 2, 0, 80_000_000), 12));
        // Comes an hour before the end.
        cast.add(between(5_520, SCRAPES, new Sample("new", 3, 5, 90_000_000), 6));
        // Two minutes away out of ten: the gap counts, since it is under five minutes.
        cast.add(pausing("short-pause", 40, 32, 1.5));
        // Six minutes away out of twenty: the gap does not count.
        cast.add(pausing("long-pause", 80, 56, 4.5));
        for (int n = 0; n < NOISY; n++) {
            cast.add(noisy("noisy-%02d".formatted(n), new Random(SEED + n)));
        }
        return cast;
    }

    private static Actor between(int from, int to, Sample first, double cpuPerScrape) {
        return (i, into) -> {
            if (within(i, from, to)) {
                double cpu = first.cpuSeconds() + (i - from) * cpuPerScrape;
                into.add(new Sample(first.name(), first.numProcs(), cpu, first.residentBytes()));
            }
        };
    }

    private static Actor pausing(String name, int period, int present, double cpuPerScrape) {
        return (i, into) -> {
            if (i % period < present) {
                into.add(new Sample(name, 1, i * cpuPerScrape, 10_000_000L + i));
            }
        };
    }

    private static Actor noisy(String name, Random random) {
        double[] cpu = {random.nextInt(10_000)};
        return (i, into) -> {
            cpu[0] = Math.rint((cpu[0] + random.nextInt(1_500) / 100.0) * 100) / 100;
            long resident = 4_096L * (1_000 + random.nextInt(100_000));
            into.add(new Sample(name, 1 + random.nextInt(8), cpu[0], resident));
        };
    }

    private static boolean within(int i, int from, int to) {
        return i >= from && i < to;
    }
}
