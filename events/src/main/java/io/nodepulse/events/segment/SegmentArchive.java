package io.nodepulse.events.segment;

import java.io.IOException;
import java.util.List;

/** The segments of a store, wherever they are. Thread-safe. */
@FunctionalInterface
public interface SegmentArchive {

    /** Of a store without segments. */
    SegmentArchive NONE = shard -> List.of();

    /**
     * Those of that shard that are whole by now, in the order of their leaves.
     *
     * @throws IOException if they cannot be had
     * @throws MalformedSegmentException if one is none
     */
    List<ArchivedSegment> of(int shard) throws IOException;
}
