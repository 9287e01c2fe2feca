package io.nodepulse.projections.partition;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How long closed buckets are kept, {@code nodepulse.projections.keep.*}; null for the default, 0
 * for ever.
 *
 * @param minutes those of a minute
 * @param tens of 10 minutes
 * @param hours of 1 and 6 hours
 * @param days of a day and longer
 */
public record KeepSettings(
        @Nullable Duration minutes,
        @Nullable Duration tens,
        @Nullable Duration hours,
        @Nullable Duration days) {

    /** Nothing is set. */
    static final KeepSettings NONE = new KeepSettings(null, null, null, null);

    public KeepSettings {
        BucketRetention.check(
                Stream.of(minutes, tens, hours, days).filter(Objects::nonNull).toList());
    }

    /**
     * With what is not set.
     *
     * @param scrapes how long those are kept
     */
    public BucketRetention retention(Duration scrapes) {
        return BucketRetention.of(scrapes, this);
    }
}
