package io.nodepulse.agent.http;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Reads one answer after the other from a socket: head first, then the body as a stream. */
final class ResponseReader extends InputStream {

    private static final int MAX_HEADERS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ResponseHead head = new ResponseHead();
    private final byte[] buffer = new byte[32 * 1024];
    private int position;
    private int limit;
    private @Nullable Socket socket;
    private long end;
    private boolean nothingRead = true;

    /** Bytes of the body, or of the chunk, still to come. */
    private long remaining;

    private boolean complete = true;
    private boolean firstChunk;

    ResponseHead head() {
        return head;
    }

    /** Whether the last answer was read to its end and the server keeps the connection. */
    boolean reusable() {
        return complete && (socket == null || head.keepAlive());
    }

    /** Whether not one byte of the answer has come. */
    boolean nothingRead() {
        return nothingRead;
    }

    void expectAnswer() {
        nothingRead = true;
        head.forget();
    }

    void forget() {
        socket = null;
        position = 0;
        limit = 0;
        complete = true;
    }

    void readHead(Socket from, long endNanos) throws IOException {
        socket = from;
        end = endNanos;
        complete = false;
        do {
            head.start(readLine());
            int headers = 0;
            for (String line = readLine(); !line.isEmpty(); line = readLine()) {
                if (++headers > MAX_HEADERS) {
                    throw new IOException("answer has too many headers");
                }
                head.header(line);
            }
        } while (head.status() < 200);
        remaining = Math.max(0, head.bodyLength());
        firstChunk = true;
        complete = head.bodyLength() == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (complete) {
            return -1;
        }
        long mode = head.bodyLength();
        if (mode == ResponseHead.CHUNKED && remaining == 0 && !nextChunk()) {
            complete = true;
            return -1;
        }
        if (position == limit && !fill()) {
            if (mode == ResponseHead.UNTIL_CLOSE) {
                complete = true;
                return -1;
            }
            throw new EOFException("answer broke off");
        }
        int count = Math.min(length, limit - position);
        if (mode != ResponseHead.UNTIL_CLOSE) {
            count = (int) Math.min(count, remaining);
            remaining -= count;
            complete = remaining == 0 && mode != ResponseHead.CHUNKED;
        }
        System.arraycopy(buffer, position, to, offset, count);
        position += count;
        return count;
    }

    private boolean nextChunk() throws IOException {
        if (!firstChunk && !readLine().isEmpty()) {
            throw new IOException("malformed chunk in the answer");
        }
        firstChunk = false;
        String size = readLine();
        int to = size.indexOf(';') < 0 ? size.length() : size.indexOf(';');
        try {
            remaining = Long.parseLong(size, 0, to, 16);
        } catch (NumberFormatException e) {
            throw new IOException("malformed chunk in the answer", e);
        }
        if (remaining < 0) {
            throw new IOException("malformed chunk in the answer");
        }
        if (remaining == 0) {
            while (!readLine().isEmpty()) {
                // Trailers are passed over.
            }
        }
        return remaining > 0;
    }

    /** A line of the head, at most as long as the buffer. */
    private String readLine() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    int to =
                            scanned > position && buffer[scanned - 1] == '\r'
                                    ? scanned - 1
                                    : scanned;
                    String line =
                            new String(
                                    buffer, position, to - position, StandardCharsets.ISO_8859_1);
                    position = scanned + 1;
                    return line;
                }
            }
            int moved = position;
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= moved;
            scanned -= moved;
            position = 0;
            if (limit == buffer.length) {
                throw new IOException("line too long in the answer's head");
            }
            if (!fill()) {
                throw new EOFException("connection closed before the answer's end");
            }
        }
    }

    private boolean fill() throws IOException {
        Socket open = socket;
        if (open == null) {
            throw new IOException("connection closed");
        }
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        open.setSoTimeout(millisUntil(end));
        int read = open.getInputStream().read(buffer, limit, buffer.length - limit);
        if (read <= 0) {
            return false;
        }
        nothingRead = false;
        limit += read;
        return true;
    }

    /** Whole milliseconds until that time, at least 1. */
    static int millisUntil(long endNanos) throws SocketTimeoutException {
        long millis = (endNanos - System.nanoTime()) / NANOS_PER_MILLI;
        if (millis <= 0) {
            throw new SocketTimeoutException("no complete answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
