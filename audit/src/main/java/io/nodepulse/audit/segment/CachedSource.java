package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.FileSource;
import io.nodepulse.events.segment.SegmentSource;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A segment whose file may go at any time, while a copy stays. */
record CachedSource(FileSource file, SegmentSource copy) implements SegmentSource {

    @Override
    public long size() throws IOException {
        try {
            return file.size();
        } catch (NoSuchFileException e) {
            return copy.size();
        }
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        try {
            return file.read(offset, length);
        } catch (NoSuchFileException e) {
            return copy.read(offset, length);
        }
    }
}
