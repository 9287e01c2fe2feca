package io.nodepulse.query.testing;

import io.nodepulse.query.testing.Scrape.Sample;
import io.nodepulse.query.window.Kept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Generated histories: bursts of scrapes at irregular intervals with gaps between them, process
 * groups that are born, end, come back and restart their counters. Equal seeds give equal
 * histories.
 */
public final class Histories {

    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;

    private Histories() {}

    /**
     * @param groups how many process groups there are in all
     * @param scrapes how many scrapes, the last of them shortly before {@code endMillis}
     */
    public static List<Scrape> random(long seed, int groups, int scrapes, long endMillis) {
        Random random = new Random(seed);
        List<Group> all = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            all.add(new Group("group-" + i, random));
        }
        long[] times = times(random, scrapes, endMillis);
        List<Scrape> result = new ArrayList<>();
        long before = times[0];
        for (long at : times) {
            List<Sample> samples = new ArrayList<>();
            for (Group group : all) {
                group.live(at - before);
                group.sample().ifPresent(samples::add);
            }
            before = at;
            if (!samples.isEmpty()) {
                result.add(new Scrape(at, samples));
            }
        }
        return result;
    }

    /** Several of them, one after the other, over about so many days, with nothing between them. */
    public static List<Scrape> ofDays(long seed, int groups, int days, long endMillis) {
        Random random = new Random(seed);
        List<Scrape> all = new ArrayList<>();
        long from = endMillis - days * DAY;
        while (from < endMillis) {
            long end = Math.min(endMillis, from + random.nextLong(3 * DAY));
            for (Scrape scrape : random(random.nextLong(), groups, 2 + random.nextInt(80), end)) {
                if (all.isEmpty() || scrape.atMillis() > all.getLast().atMillis()) {
                    all.add(scrape);
                }
            }
            from = end + 1 + random.nextLong(9 * DAY);
        }
        return all;
    }

    /** Minutes for some days, tens for some weeks, hours and days for some months. */
    public static Kept kept(Random random, Instant now) {
        long minutes = now.toEpochMilli() - random.nextLong(10 * DAY);
        long tens = minutes - random.nextLong(40 * DAY);
        long hours = tens - random.nextLong(150 * DAY);
        return new Kept(minutes, tens, hours, hours - random.nextLong(150 * DAY));
    }

    /** Ascending, whole milliseconds; some exactly on the edge of a minute. */
    private static long[] times(Random random, int count, long endMillis) {
        long[] times = new long[count];
        long at = endMillis - random.nextLong(2 * MINUTE);
        for (int i = count - 1; i >= 0; i--) {
            times[i] = at;
            at -= 1 + interval(random);
            if (random.nextInt(20) == 0) {
                at = at / MINUTE * MINUTE;
            }
        }
        return times;
    }

    private static long interval(Random random) {
        return switch (random.nextInt(200)) {
            case 0 -> random.nextLong(2_000 * MINUTE);
            case 1, 2 -> random.nextLong(90 * MINUTE);
            case 3, 4, 5 -> 5 * MINUTE - 1;
            case 6, 7 -> random.nextLong(6 * MINUTE);
            default -> 10_000 + random.nextLong(10_000);
        };
    }

    private static final class Group {
        private final String name;
        private final Random random;
        private final double busy;
        private final long resident;
        private double cpuSeconds;
        private boolean alive;

        private Group(String name, Random random) {
            this.name = name;
            this.random = random;
            this.busy = random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 4) * 4;
            this.resident = 4_096 * (1 + random.nextLong(1_000_000));
            this.cpuSeconds = random.nextInt(100_000) / 100.0;
            this.alive = random.nextInt(4) > 0;
        }

        private void live(long millis) {
            if (random.nextInt(300) == 0) {
                alive = !alive;
            }
            if (random.nextInt(400) == 0) {
                cpuSeconds = 0;
            }
            double load = busy * millis / 1_000 * random.nextDouble() * 2;
            cpuSeconds = Math.round((cpuSeconds + load) * 100) / 100.0;
        }

        private Optional<Sample> sample() {
            return alive
                    ? Optional.of(
                            new Sample(
                                    name,
                                    1 + random.nextInt(3),
                                    cpuSeconds,
                                    resident + 4_096 * random.nextLong(1_000)))
                    : Optional.empty();
        }
    }
}
