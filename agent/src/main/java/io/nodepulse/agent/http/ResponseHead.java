package io.nodepulse.agent.http;

import java.io.IOException;
import java.util.Locale;

/** Status line and the headers that matter here, filled anew for every answer. */
final class ResponseHead {

    static final long UNTIL_CLOSE = -1;
    static final long CHUNKED = -2;

    private int status;
    private long bodyLength;
    private boolean keepAlive;
    private String contentType = "";
    private String retryAfter = "";
    private String location = "";

    /** Forgets the answer before, so that its headers do not speak for one that never came. */
    void forget() {
        status = 0;
        contentType = "";
        retryAfter = "";
        location = "";
    }

    /** Starts with the status line, for example {@code HTTP/1.1 202 Accepted}. */
    void start(String statusLine) throws IOException {
        forget();
        boolean http11 = statusLine.startsWith("HTTP/1.1 ");
        if ((!http11 && !statusLine.startsWith("HTTP/1.0 ")) || statusLine.length() < 12) {
            throw new IOException("not an HTTP answer");
        }
        try {
            status = Integer.parseInt(statusLine, 9, 12, 10);
        } catch (NumberFormatException e) {
            throw new IOException("not an HTTP answer", e);
        }
        keepAlive = http11;
        boolean neverHasBody = status < 200 || status == 204 || status == 304;
        bodyLength = neverHasBody ? 0 : UNTIL_CLOSE;
    }

    void header(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IOException("malformed header in the answer");
        }
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).trim();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-length" ->
                    bodyLength = bodyLength == UNTIL_CLOSE ? length(value) : bodyLength;
            case "transfer-encoding" -> {
                require(value, "chunked", "answer has an unknown transfer encoding");
                bodyLength = CHUNKED;
            }
            case "connection" ->
                    keepAlive =
                            value.equalsIgnoreCase("keep-alive")
                                    || (keepAlive && !value.equalsIgnoreCase("close"));
            case "content-type" -> contentType = value;
            case "content-encoding" ->
                    require(value, "identity", "answer is compressed, which was not asked for");
            case "retry-after" -> retryAfter = value;
            case "location" -> location = value;
            default -> {}
        }
    }

    private static void require(String value, String only, String problem) throws IOException {
        if (!value.equalsIgnoreCase(only)) {
            throw new IOException(problem);
        }
    }

    private static long length(String value) throws IOException {
        try {
            long length = Long.parseLong(value);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IOException("malformed Content-Length in the answer");
    }

    int status() {
        return status;
    }

    /** Bytes of the body, or {@link #UNTIL_CLOSE} or {@link #CHUNKED}. */
    long bodyLength() {
        return bodyLength;
    }

    boolean keepAlive() {
        return keepAlive && bodyLength != UNTIL_CLOSE;
    }

    String contentType() {
        return contentType;
    }

    String retryAfter() {
        return retryAfter;
    }

    String location() {
        return location;
    }
}
