package io.nodepulse.events.segment;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A segment in memory. */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
record BytesSource(byte[] bytes) implements SegmentSource {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || offset + length > bytes.length) {
            throw new EOFException("%d bytes at %d of %d".formatted(length, offset, bytes.length));
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }
}
