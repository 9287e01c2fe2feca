package io.nodepulse.query.window;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The intervals that end in {@code (fromMinute, toMinute]} on a server's grid, as seen at {@code
 * now}. It is empty where {@code toMinute} is not after {@code fromMinute}.
 *
 * @param kept since when buckets are
 * @param coarser why its edges are further apart than they would be; null where they are not
 */
public record Window(
        long fromMinute,
        long toMinute,
        Instant now,
        Grid grid,
        Kept kept,
        @Nullable Coarser coarser) {

    /** Where all buckets are kept. */
    public Window(long fromMinute, long toMinute, Instant now, Grid grid) {
        this(fromMinute, toMinute, now, grid, Kept.ALL, null);
    }

    Window because(@Nullable Coarser reason) {
        return new Window(fromMinute, toMinute, now, grid, kept, reason);
    }

    /** A run of buckets of one tier, from the start of the first to the end of the last. */
    public record Slice(BucketTier tier, long fromMinute, long toMinute) {}

    public Instant from() {
        return grid.toInstant(fromMinute);
    }

    public Instant to() {
        return grid.toInstant(toMinute);
    }

    /**
     * The end of what the window can hold by now: its own end, or the newest scrape, or the edge of
     * the running minute where that is missing.
     */
    public Instant reached(@Nullable Instant asOf) {
        Instant minuteEdge = grid.toInstant(grid.floor(now));
        Instant newest = asOf == null || asOf.isBefore(minuteEdge) ? minuteEdge : asOf;
        Instant end = newest.isBefore(to()) ? newest : to();
        return end.isAfter(from()) ? end : from();
    }

    /** How much time {@link #reached} spans. */
    public Duration elapsed(@Nullable Instant asOf) {
        return Duration.between(from(), reached(asOf));
    }

    /**
     * The fewest closed buckets that make up this window: fine ones at the edges, coarse ones
     * between them, in order of time. Where the running minute lies inside the window, buckets
     * after it do not exist yet; in their place stand the open buckets that lie inside the window.
     *
     * @param coarsest the longest buckets that are wanted, open ones included
     */
    public List<Slice> slices(BucketTier coarsest) {
        List<Slice> leading = new ArrayList<>();
        Deque<Slice> trailing = new ArrayDeque<>();
        BucketTier tier = BucketTier.MINUTE;
        long from = fromMinute;
        long to = toMinute;
        while (tier.compareTo(coarsest) < 0 && tier.next().ceil(from) <= tier.next().floor(to)) {
            long innerFrom = tier.next().ceil(from);
            long innerTo = tier.next().floor(to);
            addUnlessEmpty(leading::add, new Slice(tier, from, innerFrom));
            addUnlessEmpty(trailing::addFirst, new Slice(tier, innerTo, to));
            from = innerFrom;
            to = innerTo;
            tier = tier.next();
        }
        addUnlessEmpty(leading::add, new Slice(tier, from, to));
        leading.addAll(trailing);
        return leading;
    }

    /** Whether none of the buckets that {@link #slices} asks for may be gone. */
    public boolean isKept(BucketTier coarsest) {
        return slices(coarsest).stream()
                .allMatch(slice -> slice.fromMinute >= kept.sinceMinute(slice.tier, grid));
    }

    /** Since when anything is kept; null where nothing is gone. */
    public @Nullable Instant keptSince() {
        return kept.equals(Kept.ALL) ? null : grid.toInstant(Coarsening.first(kept, grid));
    }

    private static void addUnlessEmpty(Consumer<Slice> slices, Slice slice) {
        if (slice.fromMinute < slice.toMinute) {
            slices.accept(slice);
        }
    }
}
