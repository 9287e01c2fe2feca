package io.nodepulse.projections.partition;

import io.nodepulse.projections.partition.ProjectionTable.Days;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long the read model keeps what it has. Partitions go as a whole, so a row is kept for as long
 * as any that may share its partition.
 *
 * @param keep how long snapshots are kept, zero for ever
 * @param buckets how long closed buckets are
 * @param clock the time that "old" is measured against
 */
public record ReadModelRetention(Duration keep, BucketRetention buckets, Clock clock) {

    public ReadModelRetention {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative, is " + keep);
        }
    }

    /** With the defaults for buckets. */
    public ReadModelRetention(Duration keep, Clock clock) {
        this(keep, BucketRetention.of(keep), clock);
    }

    /** The oldest day that still holds a snapshot worth keeping. */
    public LocalDate oldestDay() {
        return oldestDay(Days.OF_SCRAPE);
    }

    /** The first day of the oldest partition that still holds a row worth keeping. */
    public LocalDate oldestDay(Days days) {
        Duration kept = keep(days);
        if (kept.isZero()) {
            return LocalDate.EPOCH;
        }
        LocalDate day = LocalDate.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
        return days.stretch().start(day.minusDays(days.daysMore()));
    }

    /** How long the rows of a table are kept; zero for ever. */
    Duration keep(Days days) {
        return switch (days) {
            case NONE -> Duration.ZERO;
            case OF_SCRAPE -> keep;
            case OF_MINUTES -> buckets.minutes();
            case OF_TENS -> buckets.tens();
            case OF_HOURS -> buckets.hours();
            case OF_DAYS -> buckets.days();
        };
    }
}
