package io.nodepulse.projections.process;

/**
 * All that the next scrape of a server needs of those before it: exactly what the tables hold.
 *
 * @param live its row in {@code process_live}
 * @param openMinute its one-minute row in {@code process_open}
 */
record TrackState(PackedLive live, PackedBucket openMinute) {

    /** The bytes it keeps in memory, about. */
    int weight() {
        return live.cells().length + openMinute.cells().length;
    }
}
