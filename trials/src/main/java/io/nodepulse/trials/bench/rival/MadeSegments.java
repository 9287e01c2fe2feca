package io.nodepulse.trials.bench.rival;

import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSource;
import io.nodepulse.events.segment.SegmentWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;

/** Segments in memory, one for each range of time, written and read back. Not thread-safe. */
final class MadeSegments {

    private static final int LEVEL = 3;

    private final long rangeMillis;
    private SegmentWriter writer = new SegmentWriter(0, 1, LEVEL);
    private long range = -1;
    private long bytes;
    private long writeNanos;
    private long readNanos;

    MadeSegments(Duration range) {
        this.rangeMillis = range.toMillis();
    }

    /** Takes an append of that time; times only grow. */
    void add(Instant at, SegmentAppend append) throws IOException {
        long own = at.toEpochMilli() / rangeMillis;
        if (own != range && range >= 0) {
            finish();
        }
        range = own;
        long begin = System.nanoTime();
        writer.add(append);
        writeNanos += System.nanoTime() - begin;
    }

    /** Writes the segment that was begun, and reads it. */
    void finish() throws IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        writeNanos += System.nanoTime() - begin;
        byte[] segment = out.toByteArray();
        bytes += segment.length;
        begin = System.nanoTime();
        read(SegmentReader.open(new InMemory(segment)));
        readNanos += System.nanoTime() - begin;
        writer = new SegmentWriter(0, 1, LEVEL);
    }

    private static void read(SegmentReader segment) throws IOException {
        long events = 0;
        for (BlockEntry block : segment.footer().blocks()) {
            for (Iterator<SegmentAppend> appends = segment.read(block); appends.hasNext(); ) {
                events += appends.next().count();
            }
        }
        if (events != segment.footer().summary().events()) {
            throw new IOException(
                    "%d events of %d came back"
                            .formatted(events, segment.footer().summary().events()));
        }
    }

    long bytes() {
        return bytes;
    }

    double writeSeconds() {
        return writeNanos / 1e9;
    }

    double readSeconds() {
        return readNanos / 1e9;
    }

    /** A segment that needs no disk. */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
    private record InMemory(byte[] bytes) implements SegmentSource {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
        }
    }
}
