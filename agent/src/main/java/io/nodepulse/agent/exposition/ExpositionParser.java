package io.nodepulse.agent.exposition;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a page as it arrives, line by line in one fixed window, so that memory does not grow with
 * the page. One page at a time; not thread-safe.
 *
 * <p>A malformed line is counted and passed over. The last line is only trusted when a line feed
 * ends it: without one, {@code 1234} may be the first half of {@code 12345.6}.
 */
public final class ExpositionParser {

    /** A line beyond this is malformed; the longest lines of real exporters have a few kB. */
    static final int MAX_LINE = 64 * 1024;

    private static final byte[] EOF = {'#', ' ', 'E', 'O', 'F'};

    private final LineParser lines = new LineParser();
    private final Sample sample = new Sample();
    private byte[] window = new byte[32 * 1024];
    private long samples;
    private long malformed;
    private boolean truncated;
    private boolean ended;

    /** Samples of the last page. */
    public long samples() {
        return samples;
    }

    /** Lines of the last page that could not be read. */
    public long malformed() {
        return malformed;
    }

    /** Whether the last page broke off inside a line. */
    public boolean truncated() {
        return truncated;
    }

    /** Whether the last page had the {@code # EOF} that OpenMetrics demands. */
    public boolean ended() {
        return ended;
    }

    /** Reads the page to its end. */
    public void parse(InputStream page, SampleHandler handler) throws IOException {
        samples = 0;
        malformed = 0;
        ended = false;
        int filled = 0;
        boolean skipping = false;
        while (true) {
            int read = page.read(window, filled, window.length - filled);
            if (read < 0) {
                break;
            }
            int from = 0;
            int to = filled + read;
            int lineEnd = lineEnd(filled, to);
            while (lineEnd < to) {
                if (!skipping) {
                    parseLine(from, lineEnd, handler);
                }
                skipping = false;
                from = lineEnd + 1;
                lineEnd = lineEnd(from, to);
            }
            filled = to - from;
            System.arraycopy(window, from, window, 0, filled);
            if (filled == window.length && !grow()) {
                malformed += skipping ? 0 : 1;
                skipping = true;
                filled = 0;
            }
        }
        truncated = filled > 0 || skipping;
    }

    /**
     * Where the next line feed is, or {@code to}. A method of its own, because it is called often
     * enough to be compiled, which {@link #parse}, called once per page, never is.
     */
    private int lineEnd(int from, int to) {
        int at = from;
        while (at < to && window[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean grow() {
        if (window.length == MAX_LINE) {
            return false;
        }
        byte[] larger = new byte[window.length * 2];
        System.arraycopy(window, 0, larger, 0, window.length);
        window = larger;
        return true;
    }

    private void parseLine(int lineFrom, int lineTo, SampleHandler handler) {
        int from = lineFrom;
        int to = lineTo;
        while (to > from && isBlank(window[to - 1])) {
            to--;
        }
        while (from < to && isBlank(window[from])) {
            from++;
        }
        if (from == to) {
            return;
        }
        if (window[from] == '#') {
            ended |= Arrays.equals(window, from, to, EOF, 0, EOF.length);
            return;
        }
        if (lines.parse(window, from, to, sample)) {
            samples++;
            handler.onSample(sample);
        } else {
            malformed++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
