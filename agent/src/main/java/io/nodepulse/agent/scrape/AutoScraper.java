package io.nodepulse.agent.scrape;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Uses an exporter if it answers the first scrape, and the agent's own reader of /proc otherwise.
 * The choice stays until the agent starts again: the two count CPU time from different starting
 * points, so a change in between would look like a jump.
 */
public final class AutoScraper implements Scraper {

    private final Scraper exporter;
    private final Scraper procfs;
    private @Nullable Scraper chosen;

    public AutoScraper(Scraper exporter, Scraper procfs) {
        this.exporter = exporter;
        this.procfs = procfs;
    }

    @Override
    public int scrape(long atMillis, JsonBuffer to) throws IOException {
        if (chosen != null) {
            return chosen.scrape(atMillis, to);
        }
        try {
            int samples = exporter.scrape(atMillis, to);
            chosen = exporter;
            return samples;
        } catch (IOException e) {
            Log.info("no exporter answers, reading /proc instead", "reason", e.getMessage());
            to.clear();
            chosen = procfs;
            return procfs.scrape(atMillis, to);
        }
    }
}
