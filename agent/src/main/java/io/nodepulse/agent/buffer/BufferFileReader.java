package io.nodepulse.agent.buffer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/** Walks over the records of one file; passes over damaged ones as long as their length holds. */
final class BufferFileReader {

    private final RandomAccessFile in;
    private final RecordFormat format;
    private final long limit;
    private final byte[] prefix = new byte[RecordFormat.PREFIX];
    private byte[] body = new byte[8 * 1024];
    private long offset;
    private int damaged;

    BufferFileReader(RandomAccessFile in, long offset, long limit, RecordFormat format) {
        this.in = in;
        this.offset = offset;
        this.limit = limit;
        this.format = format;
    }

    /** The next whole record; null at the end, or where nothing beyond can be made out. */
    @Nullable ScrapeRecord next() throws IOException {
        while (offset < limit) {
            in.seek(offset);
            if (offset + prefix.length > limit) {
                damaged++;
                return null;
            }
            in.readFully(prefix);
            int length = ByteBuffer.wrap(prefix).getInt(0);
            if (length < RecordFormat.FIXED
                    || length > RecordFormat.MAX_LENGTH
                    || offset + prefix.length + length > limit) {
                damaged++;
                return null;
            }
            if (body.length < length) {
                body = new byte[length];
            }
            in.readFully(body, 0, length);
            offset += prefix.length + length;
            ScrapeRecord scrape = format.decode(body, length, ByteBuffer.wrap(prefix).getInt(4));
            if (scrape != null) {
                return scrape;
            }
            damaged++;
        }
        return null;
    }

    /** Behind the last record that was walked over. */
    long offset() {
        return offset;
    }

    /** Damaged records and torn tails so far. */
    int damaged() {
        return damaged;
    }
}
