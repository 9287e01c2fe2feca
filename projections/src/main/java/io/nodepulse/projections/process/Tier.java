package io.nodepulse.projections.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lengths of time that buckets have. Each length divides the next, so buckets nest. */
enum Tier {
    MINUTE(1, ClosedBuckets.MINUTES),
    TEN_MINUTES(10, ClosedBuckets.TENS),
    HOUR(60, ClosedBuckets.HOURS),
    SIX_HOURS(360, ClosedBuckets.HOURS),
    DAY(1_440, ClosedBuckets.DAYS),
    THREE_DAYS(4_320, ClosedBuckets.DAYS),
    TWELVE_DAYS(17_280, ClosedBuckets.DAYS),
    FORTY_EIGHT_DAYS(69_120, ClosedBuckets.DAYS);

    static final List<Tier> ALL = List.of(values());

    private static final long MS_PER_MINUTE = 60_000;

    private final int minutes;
    private final ClosedBuckets closed;

    Tier(int minutes, ClosedBuckets closed) {
        this.minutes = minutes;
        this.closed = closed;
    }

    int minutes() {
        return minutes;
    }

    long millis() {
        return minutes * MS_PER_MINUTE;
    }

    /** Where those that are closed are kept. */
    ClosedBuckets closed() {
        return closed;
    }

    /** The next longer one. */
    Optional<Tier> parent() {
        return this == FORTY_EIGHT_DAYS ? Optional.empty() : Optional.of(ALL.get(ordinal() + 1));
    }

    static Tier ofMinutes(int minutes) {
        return Arrays.stream(values())
                .filter(tier -> tier.minutes == minutes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tier of " + minutes + " min"));
    }
}
