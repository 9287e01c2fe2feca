package io.nodepulse.agent.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.exposition.ExpositionParser;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/** Fetches the pages of one exporter over one connection and parses them as they arrive. */
public final class PageFetcher implements Closeable {

    /** The page of a machine with 10,000 groups has about 5 MB; more than this is no page. */
    static final long MAX_PAGE_BYTES = 32L * 1024 * 1024;

    private static final int OK = 200;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final byte[] NO_BODY = {};
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final HttpTarget target;
    private final HttpConnection connection;
    private final @Nullable Credentials credentials;
    private final @Nullable ListenerCheck check;
    private final Duration timeout;
    private final ExporterStats stats;
    private final ExpositionParser parser = new ExpositionParser();

    /** The request with the credentials as they were read; null when they are to be read anew. */
    private byte @Nullable [] request;

    /** A fetcher that needs no credentials. */
    public PageFetcher(
            HttpTarget target, HttpConnection connection, Duration timeout, ExporterStats stats) {
        this(target, connection, /* credentials= */ null, /* check= */ null, timeout, stats);
    }

    /**
     * A fetcher that gives every page that long from the first byte of the request to the last.
     *
     * @param check of who answers; null takes whoever does
     */
    public PageFetcher(
            HttpTarget target,
            HttpConnection connection,
            @Nullable Credentials credentials,
            @Nullable ListenerCheck check,
            Duration timeout,
            ExporterStats stats) {
        this.target = target;
        this.connection = connection;
        this.credentials = credentials;
        this.check = check;
        this.timeout = timeout;
        this.stats = stats;
    }

    private byte[] request() throws IOException {
        byte[] known = request;
        if (known != null) {
            return known;
        }
        String authorization =
                credentials == null ? "" : "Authorization: " + credentials.authorization() + "\r\n";
        String head =
                "GET "
                        + target.path()
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + "\r\nUser-Agent: nodepulse-agent\r\n"
                        + authorization
                        + "Accept: text/plain;version=0.0.4,*/*;q=0.1\r\n\r\n";
        known = head.getBytes(ISO_8859_1);
        request = known;
        return known;
    }

    /**
     * Fetches one page; a page that is not whole is no scrape.
     *
     * @param askedMillis the time now, milliseconds since 1970
     * @return the time when the answer began: an exporter reads the kernel first and writes then
     */
    public long fetch(long askedMillis, SampleHandler handler) throws IOException {
        long asked = System.nanoTime();
        try {
            // Before it sees our credentials, and again once it has answered: it may be another.
            requireTrusted();
            connection.exchange(request(), NO_BODY, 0, timeout);
            requireTrusted();
            long answeredMillis = askedMillis + (System.nanoTime() - asked) / NANOS_PER_MILLI;
            requirePage();
            parser.parse(new LimitedStream(connection.body()), handler);
            stats.malformedLines().addAndGet(parser.malformed());
            requireWhole();
            return answeredMillis;
        } finally {
            connection.finish();
        }
    }

    private void requireTrusted() throws IOException {
        if (check == null) {
            return;
        }
        try {
            check.require();
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void requirePage() throws IOException {
        int status = connection.status();
        if (status >= 300 && status < 400 && !connection.location().isEmpty()) {
            throw new IOException(
                    "answered with status "
                            + status
                            + ", a redirect to "
                            + connection.location()
                            + "; redirects are not followed, set endpoint to where the page is");
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            request = null;
            throw new IOException(
                    "answered with status "
                            + status
                            + ", set token_file, or username and password_file");
        }
        if (status != OK) {
            throw new IOException("answered with status " + status);
        }
        if (connection.contentType().toLowerCase(Locale.ROOT).startsWith("text/html")) {
            throw new IOException("answered with an HTML page, is it the path of the metrics?");
        }
    }

    private void requireWhole() throws IOException {
        String type = connection.contentType().toLowerCase(Locale.ROOT);
        if (parser.truncated()) {
            throw new IOException(
                    "page breaks off before its end: the last line has no line feed, so it may be"
                            + " half a line; the exporter must end every line with one");
        }
        if (type.startsWith("application/openmetrics-text") && !parser.ended()) {
            throw new IOException("page breaks off before its end: it has no # EOF");
        }
        if (parser.samples() == 0) {
            throw new IOException("page has no samples");
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Breaks off a page that does not end. */
    private static final class LimitedStream extends FilterInputStream {

        private long read;

        LimitedStream(InputStream page) {
            super(page);
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = super.read(to, offset, length);
            read += Math.max(0, count);
            if (read > MAX_PAGE_BYTES) {
                throw new IOException("page is larger than " + MAX_PAGE_BYTES + " bytes");
            }
            return count;
        }
    }
}
