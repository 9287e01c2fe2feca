package io.nodepulse.projections.process;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One server's buckets longer than a day, from its closed days: what {@link ServerTrack} would have
 * made, had there been such tiers when the days closed. Used by one thread.
 */
final class BucketGrowth {

    private final TimeGrid grid;
    private final Map<Tier, Bucket> open = new EnumMap<>(Tier.class);
    private final List<Bucket> closed = new ArrayList<>();

    BucketGrowth(TimeGrid grid) {
        this.grid = grid;
    }

    /** Takes a closed bucket, later than those before it of its tier. */
    void close(Bucket bucket) {
        bucket.tier()
                .parent()
                .ifPresent(
                        parent ->
                                add(
                                        bucket.widened(
                                                parent, grid.parentOf(parent, bucket.startMs()))));
    }

    private void add(Bucket bucket) {
        Bucket current = open.get(bucket.tier());
        if (current != null && current.startMs() == bucket.startMs()) {
            open.put(bucket.tier(), current.plus(bucket));
            return;
        }
        open.put(bucket.tier(), bucket);
        if (current != null) {
            closed.add(current);
            close(current);
        }
    }

    /** Those that closed since it was last asked. */
    List<Bucket> takeClosed() {
        List<Bucket> taken = List.copyOf(closed);
        closed.clear();
        return taken;
    }

    /** Those that are open, one per tier at most. */
    List<Bucket> open() {
        return List.copyOf(open.values());
    }
}
