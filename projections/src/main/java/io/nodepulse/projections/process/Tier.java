package io.nodepulse.projections.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lengths of time that buckets have. Each length divides the next, so buckets nest. */
enum Tier {
    MINUTE(1),
    TEN_MINUTES(10),
    HOUR(60),
    SIX_HOURS(360),
    DAY(1440);

    static final List<Tier> ALL = List.of(values());

    private static final long MS_PER_MINUTE = 60_000;

    private final int minutes;

    Tier(int minutes) {
        this.minutes = minutes;
    }

    int minutes() {
        return minutes;
    }

    long millis() {
        return minutes * MS_PER_MINUTE;
    }

    /** The next longer one. */
    Optional<Tier> parent() {
        return this == DAY ? Optional.empty() : Optional.of(ALL.get(ordinal() + 1));
    }

    static Tier ofMinutes(int minutes) {
        return Arrays.stream(values())
                .filter(tier -> tier.minutes == minutes)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tier of " + minutes + " min"));
    }
}
