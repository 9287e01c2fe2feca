package io.nodepulse.events.segment;

import java.io.IOException;

/** The bytes of a segment, wherever they are. Thread-safe. */
public interface SegmentSource {

    /** How many there are. */
    long size() throws IOException;

    /**
     * Reads that many from there on.
     *
     * @throws IOException if they cannot be had, also where there are fewer
     */
    byte[] read(long offset, int length) throws IOException;
}
