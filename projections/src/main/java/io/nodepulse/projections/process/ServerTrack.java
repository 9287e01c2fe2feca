package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * One server's way through one batch of scrapes: takes them in order and knows afterwards which
 * rows to write. A bucket closes when a scrape past its end arrives, and is then added to the open
 * bucket above it. Used by one thread.
 */
final class ServerTrack {

    private final TimeGrid grid;
    private final @Nullable TrackState before;
    private final Map<Tier, PackedBucket> openBefore = new EnumMap<>(Tier.class);
    private final Map<Tier, Bucket> open = new EnumMap<>(Tier.class);
    private final EnumSet<Tier> changed = EnumSet.noneOf(Tier.class);
    private final List<Bucket> closed = new ArrayList<>();
    private final List<ChangeRow> changes = new ArrayList<>();
    private Live live;

    /**
     * @param before the state after the last batch, null if the server was never scraped
     * @param above its open buckets of more than a minute; may be left out where the scrapes to
     *     come all lie in the open minute
     */
    ServerTrack(TimeGrid grid, @Nullable TrackState before, List<PackedBucket> above) {
        this.grid = grid;
        this.before = before;
        above.forEach(bucket -> openBefore.put(bucket.tier(), bucket));
        if (before == null) {
            live = Live.none();
        } else {
            live = before.live().unpack();
            openBefore.put(Tier.MINUTE, before.openMinute());
        }
    }

    /** Takes a scrape; false if it is not newer than the last one, and so changes nothing. */
    boolean take(Scrape scrape) {
        if (scrape.atMs() <= live.asOfMs()) {
            return false;
        }
        long minute = grid.bucketOf(Tier.MINUTE, scrape.atMs());
        ScrapeStep.Result step = ScrapeStep.take(live, scrape, minute);
        live = step.live();
        step.changes().ifPresent(changes::add);
        add(step.bucket());
        return true;
    }

    private void add(Bucket bucket) {
        Tier tier = bucket.tier();
        @Nullable Bucket current = openOf(tier);
        changed.add(tier);
        if (current == null) {
            open.put(tier, bucket);
        } else if (current.startMs() == bucket.startMs()) {
            open.put(tier, current.plus(bucket));
        } else {
            open.put(tier, bucket);
            close(current);
        }
    }

    private void close(Bucket bucket) {
        closed.add(bucket);
        bucket.tier()
                .parent()
                .ifPresent(
                        parent -> {
                            long start = grid.parentOf(parent, bucket.startMs());
                            add(bucket.widened(parent, start));
                        });
    }

    private @Nullable Bucket openOf(Tier tier) {
        @Nullable PackedBucket packed = openBefore.remove(tier);
        if (packed != null) {
            open.put(tier, packed.unpack());
        }
        return open.get(tier);
    }

    /** The state that the batch began with, null if the server was never scraped. */
    @Nullable TrackState before() {
        return before;
    }

    /**
     * The state that the next batch begins with.
     *
     * @param keyframe the server's newest scrape that is stored whole, null if it is not known
     */
    TrackState after(@Nullable Scrape keyframe) {
        @Nullable Bucket minute = openOf(Tier.MINUTE);
        if (minute == null) {
            throw new IllegalStateException("no scrape was taken");
        }
        @Nullable Long storedMs = before == null ? null : before.live().keyframeMs();
        @Nullable Long keyframeMs = keyframe == null ? storedMs : (Long) keyframe.atMs();
        return new TrackState(live.pack(keyframeMs), minute.pack(), keyframe);
    }

    /** Open buckets of more than a minute that changed. */
    List<PackedBucket> changedAbove() {
        return open.values().stream()
                .filter(bucket -> bucket.tier() != Tier.MINUTE)
                .filter(bucket -> changed.contains(bucket.tier()))
                .map(Bucket::pack)
                .toList();
    }

    /** What became of process groups, a row for each scrape in which something did. */
    List<ChangeRow> changes() {
        return changes;
    }

    /** Buckets that closed, in the order in which they did. */
    List<PackedBucket> closed() {
        return closed.stream().map(Bucket::pack).toList();
    }
}
