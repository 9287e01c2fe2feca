package io.nodepulse.query.window;

import java.time.Duration;
import java.time.Instant;

/** A range as a caller asks for it, before it is rounded to the edges of buckets. */
public sealed interface TimeRange {

    /** A leap year. */
    int MAX_HOURS = 366 * 24;

    /** The last {@code hours} hours, up to the newest scrape. */
    record LastHours(int hours) implements TimeRange {
        public LastHours {
            if (hours < 1 || hours > MAX_HOURS) {
                throw new IllegalArgumentException(
                        "hours out of 1 to %d: %d".formatted(MAX_HOURS, hours));
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

    /** The minutes this range stands for, where all buckets are kept. */
    default Window round(Instant now, Grid grid) {
        return round(now, grid, Kept.ALL);
    }

    /**
     * The minutes this range stands for. Both edges are rounded outwards, to a minute or to the
     * coarsest tier that is at most 1 % of the range; further where such buckets are not kept.
     */
    default Window round(Instant now, Grid grid, Kept kept) {
        return switch (this) {
            case LastHours(int hours) ->
                    untilNow(now.minus(Duration.ofHours(hours)), now, grid, kept);
            case Between(Instant from, Instant to) when to.isBefore(now) -> {
                BucketTier rounding = BucketTier.rounding(Duration.between(from, to));
                yield new Coarsening(grid.floor(from), grid.ceil(to), rounding, now, grid, kept)
                        .window();
            }
            case Between(Instant from, Instant to) -> untilNow(from, now, grid, kept);
        };
    }

    /**
     * A window without an end of its own ends with the running bucket of the coarsest tier: nothing
     * is newer than the newest scrape, and such an edge needs no finer buckets.
     */
    private static Window untilNow(Instant from, Instant now, Grid grid, Kept kept) {
        BucketTier rounding =
                BucketTier.rounding(Duration.between(from, from.isBefore(now) ? now : from));
        long end = BucketTier.COARSEST.ceil(grid.floor(now) + 1);
        return new Coarsening(grid.floor(from), end, rounding, now, grid, kept).window();
    }
}
