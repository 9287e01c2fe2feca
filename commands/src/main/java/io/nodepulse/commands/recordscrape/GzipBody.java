package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.MalformedPayloadException;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip body being unpacked. What is no gzip is the sender's error, not the network's. */
final class GzipBody extends FilterInputStream {

    private GzipBody(InputStream in) {
        super(in);
    }

    static InputStream unpack(InputStream packed) throws IOException {
        try {
            return new GzipBody(new GZIPInputStream(packed));
        } catch (ZipException | EOFException e) {
            throw malformed();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (ZipException | EOFException e) {
            throw malformed();
        }
    }

    private static MalformedPayloadException malformed() {
        return new MalformedPayloadException("body", "must be whole and valid gzip");
    }
}
