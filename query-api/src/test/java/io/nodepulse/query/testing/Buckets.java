package io.nodepulse.query.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;

/** The closed and open buckets of one server's history, as the projections' README defines them. */
final class Buckets {

    static final int[] TIERS = {1, 10, 60, 360, 1_440, 4_320, 17_280, 69_120};

    /** Where closed ones of each are, and how long its partitions are, in PostgreSQL's words. */
    static final Map<Integer, String[]> TABLES =
            Map.of(
                    1, new String[] {"process_minutes", "day"},
                    10, new String[] {"process_tens", "week"},
                    60, new String[] {"process_hours", "month"},
                    360, new String[] {"process_hours", "month"},
                    1_440, new String[] {"process_days", "year"},
                    4_320, new String[] {"process_days", "year"},
                    17_280, new String[] {"process_days", "year"},
                    69_120, new String[] {"process_days", "year"});

    private static final long MINUTE = 60_000;

    private final List<Scrape> scrapes;
    private final List<Observed> observed;
    private final int gridOffsetMillis;
    private final ToIntFunction<String> nameKeys;
    private final long openMinute;

    Buckets(List<Scrape> scrapes, int gridOffsetMillis, ToIntFunction<String> nameKeys) {
        this.scrapes = scrapes;
        this.observed = Observed.in(scrapes);
        this.gridOffsetMillis = gridOffsetMillis;
        this.nameKeys = nameKeys;
        this.openMinute = minuteOf(scrapes.getLast().atMillis());
    }

    /** Those that end before the minute of the newest scrape. */
    List<Bucket> closed(int tier) {
        long end = Math.floorDiv(openMinute, tier) * tier;
        return new ArrayList<>(buckets(tier, minute -> minute < end).values());
    }

    /** The one around the minute of the newest scrape: what its closed children hold. */
    List<Bucket> open(int place) {
        int tier = TIERS[place];
        long start = Math.floorDiv(openMinute, tier) * tier;
        long end =
                place == 0
                        ? openMinute + 1
                        : Math.floorDiv(openMinute, TIERS[place - 1]) * TIERS[place - 1];
        return new ArrayList<>(buckets(tier, minute -> start <= minute && minute < end).values());
    }

    private Map<Long, Bucket> buckets(int tier, LongPredicate minutes) {
        Map<Long, Bucket> byStart = new TreeMap<>();
        long before = Long.MIN_VALUE;
        for (Scrape scrape : scrapes) {
            long at = scrape.atMillis();
            if (minutes.test(minuteOf(at))) {
                boolean covered = before >= at - Observed.LONGEST_INTERVAL_MILLIS;
                bucket(byStart, tier, at).addScrape(at, covered ? at - before : 0);
            }
            before = at;
        }
        for (Observed sample : observed) {
            if (minutes.test(minuteOf(sample.atMillis()))) {
                bucket(byStart, tier, sample.atMillis())
                        .add(nameKeys.applyAsInt(sample.sample().name()), sample);
            }
        }
        return byStart;
    }

    private Bucket bucket(Map<Long, Bucket> byStart, int tier, long atMillis) {
        long start = Math.floorDiv(minuteOf(atMillis), tier) * tier * MINUTE + gridOffsetMillis;
        return byStart.computeIfAbsent(start, Bucket::new);
    }

    private long minuteOf(long atMillis) {
        return Math.floorDiv(atMillis - gridOffsetMillis - 1, MINUTE);
    }
}
