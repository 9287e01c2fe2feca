package io.nodepulse.agent.scrape;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.lifecycle.StopSignal;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.telemetry.Log;
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
    private boolean startAnew;

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
        // A clock that was set back must not put the exporter to sleep for as long.
        while (wait > 0 && wait <= longest) {
            if (stop.await(wait)) {
                return false;
            }
            wait = millis - System.currentTimeMillis();
        }
        return !stop.isStopped();
    }

    /**
     * Times only grow at the server, so what is not newer than what it has would be lost there. A
     * clock that was ahead of what the server takes is no such case: it has none of those scrapes.
     */
    void scrape(long now) {
        boolean setBack = now <= lastMillis;
        if (setBack && now <= buffer.newestTaken(kind)) {
            stats.skipped().incrementAndGet();
            trouble.failed("clock was set back, the server has newer scrapes");
            startAnew = true;
            return;
        }
        if (setBack) {
            Log.info("clock was set back, scrapes go on", "exporter", kind.key());
        }
        if (startAnew) {
            // What was used meanwhile would count for the short time that the clock shows.
            scraper.startAnew();
            startAnew = false;
        }
        take(now);
    }

    private void take(long now) {
        try {
            json.clear();
            int samples = scraper.scrape(now, json);
            if (samples == 0) {
                throw new IOException("has nothing to report");
            }
            lastMillis = scraper.sampledMillis();
            buffer.add(kind, lastMillis, json.bytes(), json.length());
            stats.succeeded(lastMillis, samples);
            trouble.over();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            stats.failed(reason);
            trouble.failed(reason);
        }
    }
}
