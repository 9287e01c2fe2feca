package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.SegmentSource;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A segment that was fetched whole. */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record MemorySource(byte[] bytes) implements SegmentSource {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        if (offset + length > bytes.length) {
            throw new EOFException("it ends before byte " + (offset + length));
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }
}
