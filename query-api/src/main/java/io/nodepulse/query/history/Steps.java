package io.nodepulse.query.history;

import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Window;

/**
 * How a window is divided into points: steps of a round length, in line with the server's grid.
 *
 * @param minutes length of a step
 * @param firstMinute start of the first one, which may lie before the window
 * @param count how many there are
 */
record Steps(int minutes, long firstMinute, int count) {

    private static final int[] ROUND_LENGTHS = {1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720};

    /** The finest steps of which at most {@code points} touch the window, up to its {@code now}. */
    static Steps of(Window window, int points) {
        for (int minutes : ROUND_LENGTHS) {
            Steps steps = of(window, minutes, points);
            if (steps.count <= points) {
                return steps;
            }
        }
        int days = 1;
        while (true) {
            Steps steps = of(window, days * BucketTier.DAY.minutes(), points);
            if (steps.count <= points) {
                return steps;
            }
            days *= 2;
        }
    }

    private static Steps of(Window window, int minutes, int points) {
        long end = Math.min(window.toMinute(), window.grid().floor(window.now()) + 1);
        long first = Math.floorDiv(window.fromMinute(), minutes);
        long count = Math.max(0, Math.ceilDiv(end, minutes) - first);
        return new Steps(minutes, first * minutes, (int) Math.min(count, points + 1L));
    }

    /** The coarsest buckets that fit into steps. */
    BucketTier tier() {
        return BucketTier.dividing(minutes);
    }

    int indexOf(long minute) {
        return (int) Math.floorDiv(minute - firstMinute, minutes);
    }

    long start(int index) {
        return firstMinute + (long) index * minutes;
    }
}
