package io.nodepulse.agent.scrape;

import java.util.concurrent.atomic.AtomicLong;

/** What happened at one exporter since the agent started; written by its thread, read by any. */
public final class ExporterStats {

    private final AtomicLong scrapes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong malformedLines = new AtomicLong();
    private final AtomicLong invalidValues = new AtomicLong();
    private final AtomicLong duplicateSeries = new AtomicLong();
    private final AtomicLong incompleteGroups = new AtomicLong();
    private final AtomicLong groupsSummedUp = new AtomicLong();
    private final AtomicLong processesBeyondNames = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong partlyReadProcesses = new AtomicLong();
    private final AtomicLong rulesGivenUp = new AtomicLong();
    private volatile long lastScrapeMillis;
    private volatile String lastError = "";
    private volatile String refusedListener = "";

    /** Scrapes that went into the buffer. */
    public AtomicLong scrapes() {
        return scrapes;
    }

    /** Scrapes that failed as a whole. */
    public AtomicLong failures() {
        return failures;
    }

    /** Samples that went into the buffer. */
    public AtomicLong samples() {
        return samples;
    }

    /** Scrapes left out because the clock was set back and the server has newer ones. */
    public AtomicLong skipped() {
        return skipped;
    }

    /** Lines of pages that could not be read. */
    public AtomicLong malformedLines() {
        return malformedLines;
    }

    /** Values that no counter or gauge of this kind can have: negative, NaN, infinite. */
    public AtomicLong invalidValues() {
        return invalidValues;
    }

    /** Series that a page had more than once; the first one counts. */
    public AtomicLong duplicateSeries() {
        return duplicateSeries;
    }

    /** Groups left out because a page lacked one of their figures. */
    public AtomicLong incompleteGroups() {
        return incompleteGroups;
    }

    /** Groups of the last scrape that were summed into the rest; a gauge. */
    public AtomicLong groupsSummedUp() {
        return groupsSummedUp;
    }

    /** Processes of the last scrape in (other), because there are too many names; a gauge. */
    public AtomicLong processesBeyondNames() {
        return processesBeyondNames;
    }

    /**
     * Files of the kernel that the agent was not allowed to read, and control groups beyond those
     * that it looks at.
     */
    public AtomicLong unreadable() {
        return unreadable;
    }

    /**
     * Processes of the last scrape of which not all figures are known, because the agent or the
     * exporter may not read their files; a gauge.
     */
    public AtomicLong partlyReadProcesses() {
        return partlyReadProcesses;
    }

    /** Patterns of group rules that were given up on, because a process made them try for long. */
    public AtomicLong rulesGivenUp() {
        return rulesGivenUp;
    }

    /** When the last good scrape was taken, milliseconds since 1970; 0 where there was none. */
    public long lastScrapeMillis() {
        return lastScrapeMillis;
    }

    /** Why the last scrape failed; empty after a good one. */
    public String lastError() {
        return lastError;
    }

    /** Whose listener was refused, while that is so; empty otherwise. */
    public String refusedListener() {
        return refusedListener;
    }

    void refusedListener(String refusal) {
        refusedListener = refusal;
    }

    void succeeded(long atMillis, int sampleCount) {
        scrapes.incrementAndGet();
        samples.addAndGet(sampleCount);
        lastScrapeMillis = atMillis;
        lastError = "";
    }

    void failed(String reason) {
        failures.incrementAndGet();
        lastError = reason;
    }
}
