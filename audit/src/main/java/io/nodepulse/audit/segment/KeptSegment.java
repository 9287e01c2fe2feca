package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.FileSource;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSummary;

import java.io.IOException;

/**
 * A segment that is there.
 *
 * @param file where it is
 * @param summary what it is of
 * @param bytes it takes
 */
record KeptSegment(SegmentFile file, SegmentSummary summary, long bytes) {

    static KeptSegment of(SegmentFile file) throws IOException {
        FileSource source = new FileSource(file.path());
        return new KeptSegment(file, SegmentReader.summary(source), source.size());
    }

    /** For whoever reads the history. */
    ArchivedSegment archived() {
        return new ArchivedSegment(file.path().getFileName().toString(), summary, file.source());
    }
}
