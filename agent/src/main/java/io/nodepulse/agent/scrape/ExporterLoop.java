package io.nodepulse.agent.scrape;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.lifecycle.StopSignal;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.telemetry.Trouble;

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
    private final StopSignal stop = new StopSignal();
    private final Trouble trouble;
    private long lastMillis;

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
        this.trouble = new Trouble("exporter fails", "exporter is back", "exporter", kind.key());
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
    public void stop() {
        stop.stop();
    }

    /** Waits for that time of the wall clock; false when the loop is to end. */
    private boolean sleepUntil(long millis) throws InterruptedException {
        long longest = 2 * schedule.intervalMillis();
        long wait = millis - System.currentTimeMillis();
        while (wait > 0 && wait <= longest) {
            if (stop.await(wait)) {
                return false;
            }
            wait = millis - System.currentTimeMillis();
        }
        // A clock that was set back must not put the exporter to sleep for as long.
        return wait <= 0 ? !stop.isStopped() : !stop.await(longest);
    }

    private void scrape(long now) {
        if (now <= lastMillis) {
            stats.skipped().incrementAndGet();
            trouble.failed("clock was set back, waiting for it to pass the last scrape");
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
            trouble.over();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            stats.failed(reason);
            trouble.failed(reason);
        }
    }
}
