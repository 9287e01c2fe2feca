package io.nodepulse.projections.process;

import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one scrape changes: the live table after it, and the scrape as a bucket of one sample per
 * process group, which is then added to the open minute like any bucket to another.
 */
final class ScrapeStep {

    private final Live before;
    private final Scrape scrape;
    private final long elapsedMs;
    private final long startMs;
    private final long[][] live;
    private final long[][] bucket;
    private final int[] liveRows;
    private final int[] knownRows;
    private int rows;

    private ScrapeStep(Live before, Scrape scrape, long startMs) {
        this.before = before;
        this.scrape = scrape;
        this.elapsedMs = before.isNone() ? 0 : scrape.atMs() - before.asOfMs();
        this.startMs = startMs;
        int known = before.columns()[Live.NAME_KEY].length;
        this.live = new long[Live.COUNT][known + scrape.nameKeys().length];
        this.bucket = new long[BucketColumns.COUNT][scrape.nameKeys().length];
        this.liveRows = new int[known + scrape.nameKeys().length];
        this.knownRows = new int[scrape.nameKeys().length];
    }

    /**
     * Takes the scrape, which is newer than the one before.
     *
     * @param startMs start of the minute that the scrape lies in
     */
    static Result take(Live before, Scrape scrape, long startMs) {
        return new ScrapeStep(before, scrape, startMs).run();
    }

    /**
     * @param live the live table after the scrape
     * @param bucket the scrape as a bucket
     * @param changes what became of process groups; nothing where nothing did
     */
    record Result(Live live, Bucket bucket, Optional<ChangeRow> changes) {}

    private Result run() {
        long[] known = before.columns()[Live.NAME_KEY];
        int[] seen = scrape.nameKeys();
        int i = 0;
        int j = 0;
        while (i < known.length || j < seen.length) {
            if (j == seen.length || i < known.length && known[i] < seen[j]) {
                keepAbsent(i++);
            } else if (i == known.length || seen[j] < known[i]) {
                addFirst(j++);
            } else {
                addNext(i++, j++);
            }
        }
        boolean covered = CounterDelta.isCovered(elapsedMs);
        @Nullable Integer interval = covered ? (int) elapsedMs : null;
        for (int c = 0; c < live.length; c++) {
            live[c] = Arrays.copyOf(live[c], rows);
        }
        int coveredMs = covered ? (int) elapsedMs : 0;
        FigureStep.Result figures =
                new FigureStep(
                                before.figures(),
                                scrape.figures(),
                                Arrays.copyOf(liveRows, rows),
                                knownRows,
                                bucket[BucketColumns.CPU_COVERED_MS])
                        .take();
        return new Result(
                new Live(scrape.atMs(), interval, live, figures.live()),
                new Bucket(
                        Tier.MINUTE,
                        startMs,
                        1,
                        coveredMs,
                        scrape.atMs(),
                        bucket,
                        figures.bucket()),
                ChangeStep.take(before, scrape, knownRows));
    }

    /** A group that this scrape lacks can give one more interval while its last sample is young. */
    private void keepAbsent(int i) {
        long[][] known = before.columns();
        long behindMs = known[Live.BEHIND_MS][i] + elapsedMs;
        if (CounterDelta.isCovered(behindMs)) {
            for (int c = 0; c < Live.COUNT; c++) {
                live[c][rows] = known[c][i];
            }
            live[Live.BEHIND_MS][rows] = behindMs;
            liveRows[rows++] = -1 - i;
        }
    }

    private void addFirst(int j) {
        knownRows[j] = -1;
        addSample(j, CounterDelta.micros(scrape.cpuSeconds()[j]), 0);
    }

    private void addNext(int i, int j) {
        knownRows[j] = i;
        long[][] known = before.columns();
        long intervalMs = known[Live.BEHIND_MS][i] + elapsedMs;
        long counter = CounterDelta.micros(scrape.cpuSeconds()[j]);
        if (!CounterDelta.isCovered(intervalMs)) {
            addSample(j, counter, 0);
            return;
        }
        long last = known[Live.CPU_MICROS][i];
        long delta = CounterDelta.between(last, counter);
        long cpu = 1 + CounterDelta.milliPercent(delta, intervalMs);
        bucket[BucketColumns.CPU_MICROS][j] = delta;
        bucket[BucketColumns.CPU_COVERED_MS][j] = intervalMs;
        bucket[BucketColumns.CPU_MAX][j] = cpu;
        bucket[BucketColumns.CPU_MAX_AT][j] = 1 + BucketColumns.secondsInto(startMs, scrape.atMs());
        bucket[BucketColumns.RESETS][j] = CounterDelta.isReset(last, counter) ? 1 : 0;
        addSample(j, counter, cpu);
    }

    /** The part of a sample that needs no other; gaps below the maximum of one sample are zero. */
    private void addSample(int j, long counter, long cpu) {
        live[Live.NAME_KEY][rows] = scrape.nameKeys()[j];
        live[Live.NUM_PROCS][rows] = scrape.numProcs()[j];
        live[Live.CPU_MICROS][rows] = counter;
        live[Live.RESIDENT_BYTES][rows] = scrape.residentBytes()[j];
        live[Live.CPU][rows] = cpu;
        liveRows[rows++] = j;
        bucket[BucketColumns.NAME_KEY][j] = scrape.nameKeys()[j];
        bucket[BucketColumns.SAMPLES][j] = 1;
        bucket[BucketColumns.RESIDENT_MAX][j] = scrape.residentBytes()[j];
        bucket[BucketColumns.LAST_MS][j] = scrape.atMs() - startMs;
        bucket[BucketColumns.LAST_NUM_PROCS][j] = scrape.numProcs()[j];
        bucket[BucketColumns.LAST_CPU][j] = cpu;
    }
}
