package io.nodepulse.agent.buffer;

import io.nodepulse.agent.telemetry.Log;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The scrapes on disk, oldest first, in files of about {@value #SEGMENT_BYTES} bytes: a full queue
 * drops its oldest file, a confirmed file is deleted. Used under the buffer's lock.
 *
 * <p>How far a file was read is not written down: after a crash its scrapes are sent again, which
 * the server takes for the duplicates that they are. Nothing is synced: what the agent wrote
 * survives its own death, and what a crash of the machine tears is found by its checksum.
 */
final class DiskQueue {

    static final int SEGMENT_BYTES = 1 << 20;

    private final File folder;
    private final long maxBytes;
    private final BufferStats stats;
    private final RecordFormat format = new RecordFormat();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long nextId = 1;

    /** Opens the queue in that folder and takes up what an earlier run left there. */
    DiskQueue(File folder, long maxBytes, BufferStats stats) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.stats = stats;
        String[] names = folder.list();
        if (names == null) {
            throw new IOException("cannot list " + folder);
        }
        Arrays.sort(names);
        for (String name : names) {
            if (name.endsWith(Segment.SUFFIX)) {
                recover(name);
            }
        }
        gauge();
    }

    private void recover(String name) throws IOException {
        long id;
        try {
            id = Long.parseLong(name, 0, name.length() - Segment.SUFFIX.length(), 10);
        } catch (NumberFormatException _) {
            Log.warn("file in the buffer is not the agent's, left alone", "file", name);
            return;
        }
        nextId = Math.max(nextId, id + 1);
        Segment segment = Segment.recover(id, folder, format, stats);
        if (segment.isRead()) {
            segment.delete();
        } else {
            segments.addLast(segment);
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    void append(ScrapeRecord scrape) throws IOException {
        Segment last = segments.peekLast();
        if (last == null || !last.isOpen() || last.length() >= SEGMENT_BYTES) {
            if (last != null) {
                last.seal();
            }
            last = Segment.create(nextId++, folder, format);
            segments.addLast(last);
        }
        try {
            last.append(scrape);
        } catch (IOException e) {
            last.seal();
            throw e;
        }
        while (bytes() > maxBytes && segments.size() > 1) {
            stats.droppedFull().addAndGet(segments.getFirst().records());
            segments.removeFirst().delete();
        }
        gauge();
    }

    /** Drops files whose newest scrape is older than that. */
    void expire(long oldestMillis) {
        while (!segments.isEmpty() && segments.getFirst().newestMillis() < oldestMillis) {
            stats.droppedExpired().addAndGet(segments.getFirst().records());
            segments.removeFirst().delete();
        }
        gauge();
    }

    /** Adds the oldest scrapes to the list; says how far it read. */
    Position peek(List<ScrapeRecord> to, int maxRecords, long maxJsonBytes) {
        Position position = Position.NONE;
        long json = 0;
        Iterator<Segment> all = segments.iterator();
        while (all.hasNext() && to.size() < maxRecords && json < maxJsonBytes) {
            Segment segment = all.next();
            try (RandomAccessFile in = segment.open()) {
                BufferFileReader reader = segment.reader(in);
                int count = 0;
                ScrapeRecord next = null;
                while (to.size() < maxRecords && json < maxJsonBytes) {
                    next = reader.next();
                    if (next == null) {
                        break;
                    }
                    to.add(next);
                    json += next.jsonLength();
                    count++;
                }
                long read = next == null ? segment.length() : reader.offset();
                position = new Position(segment.id(), read, count);
            } catch (IOException e) {
                Log.error("file of the buffer is lost", "reason", e.getMessage());
                stats.droppedCorrupt().addAndGet(segment.records());
                segment.delete();
                all.remove();
            }
        }
        return position;
    }

    /** Forgets what was read up to there, unless it was dropped meanwhile. */
    void confirm(Position position) {
        while (!segments.isEmpty() && segments.getFirst().id() < position.segment()) {
            segments.removeFirst().delete();
        }
        Segment first = segments.peekFirst();
        if (first != null && first.id() == position.segment()) {
            first.confirm(position.offset(), position.records());
            if (first.isRead()) {
                segments.removeFirst().delete();
            }
        }
        gauge();
    }

    private long bytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.length();
        }
        return sum;
    }

    private void gauge() {
        long records = 0;
        for (Segment segment : segments) {
            records += segment.records();
        }
        stats.diskRecords().set(records);
        stats.diskBytes().set(bytes());
    }

    void close() {
        for (Segment segment : segments) {
            segment.seal();
        }
        format.end();
    }

    /**
     * How far the queue was read.
     *
     * @param segment the file, all before it are read whole; 0 is before the first
     * @param offset in that file, behind the last record that was read
     * @param records that were read in that file
     */
    record Position(long segment, long offset, int records) {
        static final Position NONE = new Position(0, 0, 0);
    }
}
