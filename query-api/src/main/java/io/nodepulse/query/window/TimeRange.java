package io.nodepulse.query.window;

import java.time.Duration;
import java.time.Instant;

/** A range as a caller asks for it, before it is rounded to the edges of buckets. */
public sealed interface TimeRange {

    int MAX_HOURS = 168;

    /** The last {@code hours} hours, up to the newest scrape. */
    record LastHours(int hours) implements TimeRange {
        public LastHours {
            if (hours < 1 || hours > MAX_HOURS) {
                throw new IllegalArgumentException("hours out of 1 to 168: " + hours);
            }
        }
    }

    /** From one instant to a later one; an end in the future stands for the newest scrape. */
    record Between(Instant from, Instant to) implements TimeRange {
        public Between {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("from " + from + " is not before to " + to);
            }
        }
    }

    /**
     * The minutes this range stands for. Both edges are rounded outwards, to a minute or to the
     * coarsest tier that is at most 1 % of the range.
     */
    default Window round(Instant now, Grid grid) {
        return switch (this) {
            case LastHours(int hours) -> untilNow(now.minus(Duration.ofHours(hours)), now, grid);
            case Between(Instant from, Instant to) when to.isBefore(now) -> {
                BucketTier rounding = BucketTier.rounding(Duration.between(from, to));
                yield new Window(
                        rounding.floor(grid.floor(from)), rounding.ceil(grid.ceil(to)), now, grid);
            }
            case Between(Instant from, Instant to) -> untilNow(from, now, grid);
        };
    }

    /**
     * A window without an end of its own ends with the running day: nothing is newer than the
     * newest scrape, and an edge of the coarsest tier needs no fine buckets.
     */
    private static Window untilNow(Instant from, Instant now, Grid grid) {
        BucketTier rounding =
                BucketTier.rounding(Duration.between(from, from.isBefore(now) ? now : from));
        long endOfDay = BucketTier.DAY.ceil(grid.floor(now) + 1);
        return new Window(rounding.floor(grid.floor(from)), endOfDay, now, grid);
    }
}
