package io.nodepulse.query.window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Moves the edges of a range outwards to where buckets are kept: an edge that lies where minutes
 * are gone goes to one of ten minutes, where these are gone to the hour, and so on. A start before
 * all that is kept goes to the first edge that is.
 *
 * @param fromMinute the minute in which the range begins
 * @param toMinute the edge of a minute with which it ends
 * @param rounding what its edges are rounded to at least
 */
record Coarsening(
        long fromMinute, long toMinute, BucketTier rounding, Instant now, Grid grid, Kept kept) {

    Window window() {
        BucketTier fromTier = rounding;
        while (fromTier != BucketTier.COARSEST && !isKept(fromTier)) {
            fromTier = fromTier.next();
        }
        // Of what is older than everything, the answer says since when there is anything.
        boolean before = !isKept(fromTier);
        long from = before ? first(kept, grid) : fromTier.floor(fromMinute);
        BucketTier toTier = rounding;
        Window window = upTo(toTier, from);
        while (toTier != BucketTier.COARSEST && !window.isKept(BucketTier.COARSEST)) {
            toTier = toTier.next();
            window = upTo(toTier, from);
        }
        BucketTier step = before || toTier.compareTo(fromTier) > 0 ? toTier : fromTier;
        return window.because(coarser(step));
    }

    private boolean isKept(BucketTier tier) {
        return tier.floor(fromMinute) >= kept.sinceMinute(tier, grid);
    }

    private Window upTo(BucketTier tier, long from) {
        return new Window(from, tier.ceil(toMinute), now, grid, kept, null);
    }

    private @Nullable Coarser coarser(BucketTier step) {
        return step == rounding
                ? null
                : new Coarser(step.seconds(), Instant.ofEpochMilli(kept.sinceMillis(rounding)));
    }

    /** The first edge from which on everything can be added up from what is kept. */
    static long first(Kept kept, Grid grid) {
        long first = Long.MAX_VALUE;
        for (BucketTier tier : BucketTier.values()) {
            first = Math.min(first, tier.ceil(kept.sinceMinute(tier, grid)));
        }
        return first;
    }
}
