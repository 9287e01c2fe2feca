package io.nodepulse.query.history;

import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Coarser;
import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a window is divided into points: steps of a round length, in line with the server's grid.
 *
 * @param minutes length of a step
 * @param firstMinute start of the first one, which may lie before the window
 * @param count how many there are
 * @param wanted length of the steps that it would have where all buckets are kept
 */
record Steps(int minutes, long firstMinute, int count, int wanted) {

    /** A bucket's length divides each from its own on, so that few buckets make up a step. */
    private static final int[] ROUND_LENGTHS = {
        1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 4_320, 8_640, 17_280, 34_560
    };

    /**
     * The finest steps of which at most {@code points} touch the window, up to its {@code now}, and
     * whose buckets are kept.
     */
    static Steps of(Window window, int points) {
        int place = 0;
        while (length(window, place, points).count > points) {
            place++;
        }
        int wanted = length(window, place, points).minutes;
        while (!window.isKept(length(window, place, points).tier())) {
            place++;
        }
        Steps steps = length(window, place, points);
        return new Steps(steps.minutes, steps.firstMinute, steps.count, wanted);
    }

    /** Past the round lengths each is twice the one before, from that of the longest buckets on. */
    private static Steps length(Window window, int place, int points) {
        int past = place - ROUND_LENGTHS.length;
        return of(
                window,
                past < 0 ? ROUND_LENGTHS[place] : BucketTier.COARSEST.minutes() << past,
                points);
    }

    private static Steps of(Window window, int minutes, int points) {
        long end = Math.min(window.toMinute(), window.grid().floor(window.now()) + 1);
        long first = Math.floorDiv(window.fromMinute(), minutes);
        long count = Math.max(0, Math.ceilDiv(end, minutes) - first);
        return new Steps(minutes, first * minutes, (int) Math.min(count, points + 1L), minutes);
    }

    /** The coarsest buckets that fit into steps. */
    BucketTier tier() {
        return BucketTier.dividing(minutes);
    }

    /** Why they, or the edges of the window, are coarser than usual; null where they are not. */
    @Nullable Coarser coarser(Window window) {
        if (minutes == wanted) {
            return window.coarser();
        }
        long finer = window.kept().sinceMillis(BucketTier.dividing(wanted));
        Coarser own = new Coarser(60 * minutes, Instant.ofEpochMilli(finer));
        return window.coarser() == null ? own : own.or(window.coarser());
    }

    int indexOf(long minute) {
        return (int) Math.floorDiv(minute - firstMinute, minutes);
    }

    long start(int index) {
        return firstMinute + (long) index * minutes;
    }
}
