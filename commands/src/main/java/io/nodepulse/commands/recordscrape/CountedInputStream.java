package io.nodepulse.commands.recordscrape;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how many bytes each read brought. Not thread-safe. */
abstract class CountedInputStream extends FilterInputStream {

    CountedInputStream(InputStream in) {
        super(in);
    }

    /**
     * May throw to end the reading.
     *
     * @param bytes that a read brought, 0 at the end
     */
    abstract void count(int bytes);

    @Override
    public final int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }
}
