package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.SegmentSource;

import java.io.IOException;

/** A segment and its proof somewhere else than in the folder. Thread-safe. */
public interface SegmentCopy {

    /** The segment's bytes, a range at a time. */
    SegmentSource source();

    /** Its proof, as text. */
    byte[] proof() throws IOException;
}
