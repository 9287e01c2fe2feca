package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.Partitions;

import org.jspecify.annotations.Nullable;

/**
 * One server's way through one batch, as far as its scrapes as rows are concerned: which are stored
 * whole, as keyframes, and which as changes of the last keyframe. Used by one thread.
 */
final class KeyframeTrack {

    /** How long a keyframe serves. Longer, and changes grow by what a keyframe saves. */
    private static final Tier PERIOD = Tier.HOUR;

    private final TimeGrid grid;
    private @Nullable Scrape keyframe;

    /**
     * @param keyframe the last one, null if none is known
     */
    KeyframeTrack(TimeGrid grid, @Nullable Scrape keyframe) {
        this.grid = grid;
        this.keyframe = keyframe;
    }

    StoredScrape take(Scrape scrape) {
        @Nullable Scrape current = keyframe;
        if (current != null && serves(current.atMs(), scrape.atMs())) {
            byte @Nullable [] changes = ScrapeChanges.of(current, scrape);
            if (changes != null) {
                return new StoredScrape(scrape, current, changes);
            }
        }
        keyframe = scrape;
        return StoredScrape.whole(scrape);
    }

    /** Not across the border of a day either: retention would take the keyframe first. */
    private boolean serves(long keyframeMs, long atMs) {
        return grid.bucketOf(PERIOD, keyframeMs) == grid.bucketOf(PERIOD, atMs)
                && Partitions.dayOf(keyframeMs).equals(Partitions.dayOf(atMs));
    }

    /** The last keyframe, null if there is none. */
    @Nullable Scrape keyframe() {
        return keyframe;
    }
}
