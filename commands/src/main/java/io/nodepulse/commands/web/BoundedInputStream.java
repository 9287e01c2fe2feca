package io.nodepulse.commands.web;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and refuses to read more than its limit. Not thread-safe. */
public final class BoundedInputStream extends FilterInputStream {

    private final String what;
    private final long limit;
    private long count;

    /**
     * @param in where the bytes come from
     * @param what what they are, as the start of a sentence for the caller
     * @param limit how many may come, in bytes
     */
    public BoundedInputStream(InputStream in, String what, long limit) {
        super(in);
        this.what = what;
        this.limit = limit;
    }

    /** How many bytes were read. */
    public long count() {
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
            throw tooLarge(what, limit);
        }
    }

    /** The refusal of more bytes than the limit. */
    public static RefusedException tooLarge(String what, long limit) {
        return new RefusedException(
                Refusal.TOO_LARGE, what + " must have at most " + limit + " bytes");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
