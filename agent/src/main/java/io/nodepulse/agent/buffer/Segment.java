package io.nodepulse.agent.buffer;

import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * One file of the disk queue, written once from start to end and read once from start to end. Used
 * under the buffer's lock.
 */
final class Segment {

    static final String SUFFIX = ".npb";

    private final long id;
    private final File file;
    private final RecordFormat format;
    private long length;
    private long readOffset = RecordFormat.MAGIC.length;
    private long records;
    private long newestMillis;
    private @Nullable FileOutputStream out;

    private Segment(long id, File folder, RecordFormat format) {
        this.id = id;
        this.file = new File(folder, nameOf(id));
        this.format = format;
    }

    private static String nameOf(long id) {
        String digits = Long.toString(id);
        return "0".repeat(16 - digits.length()) + digits + SUFFIX;
    }

    /** Starts a new file. */
    static Segment create(long id, File folder, RecordFormat format) throws IOException {
        Segment segment = new Segment(id, folder, format);
        FileOutputStream out = new FileOutputStream(segment.file);
        segment.out = out;
        out.write(RecordFormat.MAGIC);
        segment.length = RecordFormat.MAGIC.length;
        return segment;
    }

    /**
     * Takes up a file that an earlier run left; it is not written any more. Damaged records are
     * counted here and passed over here and when they are read.
     */
    static Segment recover(long id, File folder, RecordFormat format, BufferStats stats)
            throws IOException {
        Segment segment = new Segment(id, folder, format);
        try (RandomAccessFile in = new RandomAccessFile(segment.file, "r")) {
            segment.length = in.length();
            byte[] magic = new byte[(int) Math.min(RecordFormat.MAGIC.length, in.length())];
            in.readFully(magic);
            if (!Arrays.equals(magic, RecordFormat.MAGIC)) {
                stats.droppedCorrupt().addAndGet(in.length() == 0 ? 0 : 1);
                segment.length = RecordFormat.MAGIC.length;
                return segment;
            }
            BufferFileReader reader =
                    new BufferFileReader(in, segment.readOffset, in.length(), format);
            for (ScrapeRecord next = reader.next(); next != null; next = reader.next()) {
                segment.records++;
                segment.newestMillis = Math.max(segment.newestMillis, next.atMillis());
            }
            stats.droppedCorrupt().addAndGet(reader.damaged());
            segment.length = reader.offset();
        }
        return segment;
    }

    void append(ScrapeRecord scrape) throws IOException {
        if (out == null) {
            throw new IOException(file + " is closed");
        }
        int count = format.encode(scrape);
        out.write(format.encoded(), 0, count);
        length += count;
        records++;
        newestMillis = Math.max(newestMillis, scrape.atMillis());
    }

    /** Reads from the first unconfirmed record to the last whole one. */
    BufferFileReader reader(RandomAccessFile in) {
        return new BufferFileReader(in, readOffset, length, format);
    }

    RandomAccessFile open() throws IOException {
        return new RandomAccessFile(file, "r");
    }

    /** Ends writing. */
    void seal() {
        FileOutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // The records before are whole; a torn one is passed over by its checksum.
            }
        }
    }

    /** Forgets records up to that offset. */
    void confirm(long offset, int count) {
        readOffset = offset;
        records -= count;
    }

    boolean isRead() {
        return readOffset >= length;
    }

    boolean isOpen() {
        return out != null;
    }

    /** Seals and deletes the file. */
    void delete() {
        seal();
        if (!file.delete() && file.exists()) {
            Log.error("file of the buffer cannot be deleted", "file", file);
        }
    }

    long id() {
        return id;
    }

    /** Bytes up to the end of the last whole record. */
    long length() {
        return length;
    }

    long readOffset() {
        return readOffset;
    }

    /** Records that are not confirmed. */
    long records() {
        return records;
    }

    long newestMillis() {
        return newestMillis;
    }
}
