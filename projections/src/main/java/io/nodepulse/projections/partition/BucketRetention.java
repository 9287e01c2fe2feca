package io.nodepulse.projections.partition;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * How long closed buckets are kept, by their length; zero for ever.
 *
 * @param minutes those of a minute
 * @param tens of 10 minutes
 * @param hours of 1 and 6 hours
 * @param days of a day and longer
 */
public record BucketRetention(Duration minutes, Duration tens, Duration hours, Duration days) {

    private static final Duration MINUTES = Duration.ofDays(7);
    private static final Duration TENS = Duration.ofDays(30);

    /** 13 months, the longest that there are. */
    private static final Duration HOURS = Duration.ofDays(397);

    /** 5 years, two of them leap years. */
    private static final Duration DAYS = Duration.ofDays(1_827);

    public BucketRetention {
        check(List.of(minutes, tens, hours, days));
    }

    /**
     * @param kept from short buckets to long ones
     * @throws IllegalArgumentException if one is less than the one before
     */
    static void check(List<Duration> kept) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).isNegative() || i > 0 && isLonger(kept.get(i - 1), kept.get(i))) {
                throw new IllegalArgumentException(
                        "keep must be 0 for ever, or how long to keep, and no less than for shorter"
                                + " buckets; is, from minutes to days, "
                                + kept);
            }
        }
    }

    private static boolean isLonger(Duration shorter, Duration longer) {
        return !longer.isZero() && (shorter.isZero() || shorter.compareTo(longer) > 0);
    }

    /**
     * What is set, and the defaults where nothing is. No default is less than scrapes and shorter
     * buckets are kept, and none is more than what is set for longer ones.
     *
     * @param scrapes how long scrapes are kept
     * @throws IllegalArgumentException where less is set than for shorter buckets
     */
    static BucketRetention of(Duration scrapes, KeepSettings set) {
        Duration minutes =
                set.minutes() == null
                        ? atMost(longer(scrapes, MINUTES), set.tens(), set.hours(), set.days())
                        : set.minutes();
        Duration tens =
                set.tens() == null
                        ? atMost(longer(minutes, longer(scrapes, TENS)), set.hours(), set.days())
                        : set.tens();
        Duration hours =
                set.hours() == null
                        ? atMost(longer(tens, longer(scrapes, HOURS)), set.days())
                        : set.hours();
        Duration days = set.days() == null ? longer(hours, longer(scrapes, DAYS)) : set.days();
        return new BucketRetention(minutes, tens, hours, days);
    }

    /** The defaults. */
    public static BucketRetention of(Duration scrapes) {
        return of(scrapes, KeepSettings.NONE);
    }

    private static Duration longer(Duration a, Duration b) {
        return isLonger(a, b) ? a : b;
    }

    private static Duration atMost(Duration kept, @Nullable Duration... others) {
        Duration least = kept;
        for (Duration other : others) {
            least = other != null && isLonger(least, other) ? other : least;
        }
        return least;
    }
}
