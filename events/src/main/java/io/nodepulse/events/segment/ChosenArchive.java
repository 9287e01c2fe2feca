package io.nodepulse.events.segment;

import java.io.IOException;
import java.util.List;

/**
 * The segments of a store by whoever knows them best in this process: what lies in a folder, until
 * somebody comes who knows of other places, too. Thread-safe.
 */
public final class ChosenArchive implements SegmentArchive {

    private volatile SegmentArchive chosen;

    public ChosenArchive(SegmentArchive first) {
        this.chosen = first;
    }

    /** From now on that one is asked. */
    public void choose(SegmentArchive archive) {
        chosen = archive;
    }

    @Override
    public List<ArchivedSegment> of(int shard) throws IOException {
        return chosen.of(shard);
    }
}
