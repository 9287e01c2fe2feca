package io.nodepulse.agent.scrape;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Uses an exporter if it answers the first scrape, and the agent's own reader of /proc otherwise.
 * Used by one thread.
 *
 * <p>The choice stays until the agent starts again, unless it was told how long an exporter may
 * fail: then it goes on with /proc after that time, and with the exporter once that answers again,
 * which it tries as often. The two count CPU time from different points, so each change begins a
 * new count.
 */
public final class AutoScraper implements Scraper {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Scraper exporter;
    private final Scraper procfs;
    private final long fallBackAfterMillis;
    private final LongSupplier nanoTime;
    private @Nullable Scraper chosen;

    /** When the exporter last answered, or was last tried in vain, by the clock above. */
    private long triedNanos;

    /** Chooses between the two; fails for at most that long before it falls back, 0 for ever. */
    public AutoScraper(Scraper exporter, Scraper procfs, long fallBackAfterMillis) {
        this(exporter, procfs, fallBackAfterMillis, System::nanoTime);
    }

    AutoScraper(Scraper exporter, Scraper procfs, long fallBackAfterMillis, LongSupplier nanoTime) {
        this.exporter = exporter;
        this.procfs = procfs;
        this.fallBackAfterMillis = fallBackAfterMillis;
        this.nanoTime = nanoTime;
    }

    @Override
    public int scrape(long askedMillis, JsonBuffer to) throws IOException {
        if (chosen == procfs && !isDue()) {
            return procfs.scrape(askedMillis, to);
        }
        try {
            if (chosen == procfs) {
                exporter.startAnew();
            }
            int samples = exporter.scrape(askedMillis, to);
            if (samples == 0) {
                throw new IOException("has nothing to report");
            }
            choose(exporter, "answers");
            triedNanos = nanoTime.getAsLong();
            return samples;
        } catch (IOException e) {
            if (chosen == exporter && !isDue()) {
                throw e;
            }
            to.clear();
            if (chosen != procfs) {
                procfs.startAnew();
                choose(procfs, String.valueOf(e.getMessage()));
            }
            triedNanos = nanoTime.getAsLong();
            return procfs.scrape(askedMillis, to);
        }
    }

    /** Whether the other source is to be tried. */
    private boolean isDue() {
        long waited = (nanoTime.getAsLong() - triedNanos) / NANOS_PER_MILLI;
        return fallBackAfterMillis > 0 && waited >= fallBackAfterMillis;
    }

    private void choose(Scraper source, String reason) {
        if (chosen != source && (chosen != null || source == procfs)) {
            Log.info(
                    source == procfs
                            ? "no exporter answers, reading /proc instead"
                            : "exporter is back, no longer reading /proc",
                    "reason",
                    reason);
        }
        chosen = source;
    }

    @Override
    public long sampledMillis() {
        return chosen == null ? 0 : chosen.sampledMillis();
    }

    @Override
    public void startAnew() {
        exporter.startAnew();
        procfs.startAnew();
    }
}
