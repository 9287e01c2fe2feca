package io.nodepulse.agent.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.exposition.ExpositionParser;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;

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

    private final HttpConnection connection;
    private final byte[] request;
    private final Duration timeout;
    private final ExporterStats stats;
    private final ExpositionParser parser = new ExpositionParser();

    /** A fetcher that gives every page that long from the first byte of the request to the last. */
    public PageFetcher(
            HttpTarget target, HttpConnection connection, Duration timeout, ExporterStats stats) {
        this.connection = connection;
        this.timeout = timeout;
        this.stats = stats;
        String head =
                "GET "
                        + target.path()
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + "\r\nUser-Agent: nodepulse-agent\r\n"
                        + "Accept: text/plain;version=0.0.4,*/*;q=0.1\r\n\r\n";
        this.request = head.getBytes(ISO_8859_1);
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
            connection.exchange(request, NO_BODY, 0, timeout);
            long answeredMillis = askedMillis + (System.nanoTime() - asked) / NANOS_PER_MILLI;
            String type = connection.contentType().toLowerCase(Locale.ROOT);
            if (connection.status() != OK) {
                throw new IOException("answered with status " + connection.status());
            }
            if (type.startsWith("text/html")) {
                throw new IOException("answered with an HTML page");
            }
            parser.parse(new LimitedStream(connection.body()), handler);
            stats.malformedLines().addAndGet(parser.malformed());
            boolean openMetrics = type.startsWith("application/openmetrics-text");
            if (parser.truncated() || (openMetrics && !parser.ended())) {
                throw new IOException("page breaks off before its end");
            }
            if (parser.samples() == 0) {
                throw new IOException("page has no samples");
            }
            return answeredMillis;
        } finally {
            connection.finish();
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
