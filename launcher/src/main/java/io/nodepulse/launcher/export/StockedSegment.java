package io.nodepulse.launcher.export;

import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSummary;

import java.io.IOException;

/**
 * A segment of a folder.
 *
 * @param file where it is
 * @param summary what it is of
 */
record StockedSegment(SegmentFile file, SegmentSummary summary) {

    /** A block of a segment, and what reads it. */
    record Block(StockedSegment segment, SegmentReader reader, BlockEntry entry) {}

    SegmentReader open() throws IOException {
        return file.open();
    }

    /** The name that it has in its folder, without the ending. */
    String name() {
        return "%012d-%012d".formatted(file.first(), file.end());
    }

    boolean meets(TimeSpan span) {
        return span.meets(summary.firstSampledAt(), summary.lastSampledAt());
    }

    /** For messages. */
    @Override
    public String toString() {
        return "segment %s of shard %d".formatted(name(), summary.shard());
    }
}
