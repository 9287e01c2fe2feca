package io.nodepulse.trials.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * An HTTP/1.1 answer while it arrives, sized by Content-Length or in chunks. Reused for the next
 * one on the same connection. Not thread-safe.
 */
public final class HttpAnswer {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

    private byte[] bytes = new byte[16 * 1024];
    private int size;
    private @Nullable String head;
    private int bodyAt;

    /** Room for what arrives next; {@link #arrived} then says how much did. */
    ByteBuffer room() {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        return ByteBuffer.wrap(bytes, size, bytes.length - size);
    }

    void arrived(int count) {
        size += count;
    }

    void clear() {
        size = 0;
        head = null;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isComplete() {
        String known = head();
        if (known == null) {
            return false;
        }
        int length = contentLength(known);
        if (length >= 0) {
            return size >= bodyAt + length;
        }
        int lastAt = size - LAST_CHUNK.length;
        return lastAt >= bodyAt
                && Arrays.equals(bytes, lastAt, size, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private @Nullable String head() {
        for (int i = 3; head == null && i < size; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                bodyAt = i + 1;
                head = new String(bytes, 0, bodyAt, ISO_8859_1).toLowerCase(Locale.ROOT);
            }
        }
        return head;
    }

    /** -1 where the body comes in chunks. */
    private static int contentLength(String head) {
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            return -1;
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    public int status() {
        return Integer.parseInt(new String(bytes, STATUS_AT, STATUS_DIGITS, ISO_8859_1));
    }

    boolean endsConnection() {
        return head != null && head.contains("\r\nconnection: close");
    }

    /** The body without its chunks' frames, as Latin-1 or plain ASCII. */
    public String body() {
        String known = head();
        if (known != null && contentLength(known) >= 0) {
            return new String(bytes, bodyAt, size - bodyAt, ISO_8859_1);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = bodyAt;
        int length = chunkLength(at);
        while (length > 0) {
            at = lineEnd(at);
            body.write(bytes, at, length);
            at += length + 2;
            length = chunkLength(at);
        }
        return body.toString(ISO_8859_1);
    }

    private int chunkLength(int at) {
        int end = lineEnd(at) - 2;
        return Integer.parseInt(new String(bytes, at, end - at, ISO_8859_1), 16);
    }

    private int lineEnd(int at) {
        int end = at;
        while (bytes[end] != '\n') {
            end++;
        }
        return end + 1;
    }
}
