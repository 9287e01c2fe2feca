package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.MalformedPayloadException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A gzip body being unpacked (RFC 1952): one member after the other, in a loop, and only so many.
 * The JDK's own stream calls itself for each member that is empty, and takes garbage behind a
 * member for its end. What is no gzip is the sender's error, not the network's. Not thread-safe.
 */
final class GzipBody extends FilterInputStream {

    /** Packers that work in blocks make one for each 64 KiB or more of text. */
    static final int MAX_MEMBERS = 2_000;

    private static final int BUFFER_BYTES = 8 * 1024;

    private final PackedBytes packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int members;
    private boolean ended;

    private GzipBody(InputStream in) throws IOException {
        super(in);
        this.packed = new PackedBytes(in, BUFFER_BYTES);
        nextMember();
    }

    static InputStream unpack(InputStream packed) throws IOException {
        return new GzipBody(packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = 0;
        while (read == 0 && !ended) {
            if (inflater.finished()) {
                endMember();
            } else {
                read = inflate(buffer, offset, length);
            }
        }
        return read == 0 ? -1 : read;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = inflater.inflate(buffer, offset, length);
            crc.update(buffer, offset, read);
            if (read == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw PackedBytes.malformed();
                }
                packed.fill(inflater);
            }
            return read;
        } catch (DataFormatException e) {
            throw PackedBytes.malformed();
        }
    }

    /** The checks behind a member, and the start of the next one, if there is any. */
    private void endMember() throws IOException {
        packed.takeBack(inflater.getRemaining());
        long sum = packed.fourBytes();
        long size = packed.fourBytes();
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw PackedBytes.malformed();
        }
        if (packed.isAtEnd()) {
            ended = true;
        } else {
            nextMember();
        }
    }

    private void nextMember() throws IOException {
        if (++members > MAX_MEMBERS) {
            throw new MalformedPayloadException(
                    "body", "must have at most " + MAX_MEMBERS + " members of gzip");
        }
        packed.skipHeader();
        inflater.reset();
        crc.reset();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
