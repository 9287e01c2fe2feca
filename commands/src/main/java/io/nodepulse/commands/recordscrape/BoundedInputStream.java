package io.nodepulse.commands.recordscrape;

import io.nodepulse.edge.Refused;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and refuses to read more than its limit. Not thread-safe. */
final class BoundedInputStream extends FilterInputStream {

    private final String what;
    private final long limit;
    private long count;

    /**
     * @param in where the bytes come from
     * @param what what they are, as the start of a sentence for the caller
     * @param limit how many may come, in bytes
     */
    BoundedInputStream(InputStream in, String what, long limit) {
        super(in);
        this.what = what;
        this.limit = limit;
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        add(skipped);
        return skipped;
    }

    private void add(long read) {
        count += read;
        if (count > limit) {
            throw Refused.tooLarge(what, limit);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
