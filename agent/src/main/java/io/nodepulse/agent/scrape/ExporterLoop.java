package io.nodepulse.agent.scrape;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.telemetry.Log;

import java.io.IOException;

/**
 * Scrapes one exporter at its times into the buffer, on a thread of its own: an exporter that hangs
 * holds up no other.
 */
public final class ExporterLoop implements Runnable {

    private final ExporterKind kind;
    private final Scraper scraper;
    private final ScrapeSchedule schedule;
    private final ScrapeBuffer buffer;
    private final ExporterStats stats;
    private final JsonBuffer json = new JsonBuffer();
    private boolean stopped;
    private long lastMillis;
    private String complaint = "";

    public ExporterLoop(
            ExporterKind kind,
            Scraper scraper,
            ScrapeSchedule schedule,
            ScrapeBuffer buffer,
            ExporterStats stats) {
        this.kind = kind;
        this.scraper = scraper;
        this.schedule = schedule;
        this.buffer = buffer;
        this.stats = stats;
    }

    @Override
    public void run() {
        try {
            long next = System.currentTimeMillis();
            while (sleepUntil(next)) {
                long now = System.currentTimeMillis();
                scrape(now);
                next = schedule.next(now);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loop after the scrape under way. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private synchronized boolean sleepUntil(long millis) throws InterruptedException {
        while (!stopped) {
            long wait = millis - System.currentTimeMillis();
            if (wait <= 0) {
                return true;
            }
            // A clock that was set back must not put the exporter to sleep for as long.
            wait(Math.min(wait, 2 * schedule.intervalMillis()));
            if (wait > 2 * schedule.intervalMillis()) {
                return !stopped;
            }
        }
        return false;
    }

    private void scrape(long now) {
        if (now <= lastMillis) {
            stats.skipped().incrementAndGet();
            complain("clock was set back, waiting for it to pass the last scrape");
            return;
        }
        try {
            json.clear();
            int samples = scraper.scrape(now, json);
            if (samples == 0) {
                throw new IOException("has nothing to report");
            }
            lastMillis = now;
            buffer.add(kind, now, json.bytes(), json.length());
            stats.succeeded(now, samples);
            complain("");
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            stats.failed(reason);
            complain(reason);
        }
    }

    /** Logs what changed; an empty reason says that all is well again. */
    private void complain(String reason) {
        if (reason.equals(complaint)) {
            return;
        }
        if (reason.isEmpty()) {
            Log.info("exporter is back", "exporter", kind.key());
        } else {
            Log.warn("exporter fails", "exporter", kind.key(), "reason", reason);
        }
        complaint = reason;
    }
}
