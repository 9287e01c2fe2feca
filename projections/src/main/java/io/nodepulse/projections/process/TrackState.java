package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * All that the next scrape of a server needs of those before it: what the tables hold.
 *
 * @param live its row in {@code process_live}
 * @param openMinute its one-minute row in {@code process_open}
 * @param keyframe the whole scrape that {@code process_live.keyframe_at} tells, null where it was
 *     not stored by this projector: the next scrape is then stored whole
 */
record TrackState(PackedLive live, PackedBucket openMinute, @Nullable Scrape keyframe) {

    private static final int SAMPLE_BYTES = 2 * Integer.BYTES + Double.BYTES + Long.BYTES;

    /** The bytes it keeps in memory, about. */
    int weight() {
        int packed = live.cells().length + openMinute.cells().length;
        packed += live.figures().length + openMinute.figures().length;
        return keyframe == null ? packed : packed + SAMPLE_BYTES * keyframe.nameKeys().length;
    }
}
