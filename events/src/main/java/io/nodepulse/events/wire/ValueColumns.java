package io.nodepulse.events.wire;

import static io.nodepulse.events.wire.ResidentPages.bytes;
import static io.nodepulse.events.wire.ResidentPages.pageRemainder;
import static io.nodepulse.events.wire.ResidentPages.pages;
import static io.nodepulse.events.wire.ScaledDouble.HUNDREDTHS;

import java.time.Instant;
import java.util.UUID;

/**
 * The numbers of a scrape, column by column, each as the difference from the same process in a base
 * scrape; a process without a base counts from 0. Every read value is checked as an event would be.
 */
final class ValueColumns {

    private ValueColumns() {}

    static void write(ProcessScrape scrape, BaseColumns base, ByteWriter columns) {
        int count = scrape.size();
        long[] hundredths = new long[count];
        for (int i = 0; i < count; i++) {
            columns.putZigZag(scrape.numProcs[i] - base.numProcs[i]);
        }
        for (int i = 0; i < count; i++) {
            hundredths[i] = HUNDREDTHS.parts(scrape.cpuSeconds[i]);
            columns.putZigZag(hundredths[i] - base.hundredths[i]);
        }
        for (int i = 0; i < count; i++) {
            columns.putZigZag(HUNDREDTHS.correction(scrape.cpuSeconds[i], hundredths[i]));
        }
        for (int i = 0; i < count; i++) {
            columns.putZigZag(pages(scrape.residentBytes[i]) - base.pages[i]);
        }
        for (int i = 0; i < count; i++) {
            columns.putVarLong(pageRemainder(scrape.residentBytes[i]));
        }
        if (!scrape.figures.isEmpty()) {
            FigureColumnsFormat.write(scrape.figures, count, base, columns);
        }
    }

    static ProcessScrape read(
            ProcessScrapeFormat format,
            UUID serverId,
            Instant sampledAt,
            ProcessNames names,
            BaseColumns base,
            ByteReader columns) {
        int count = names.size();
        int[] numProcs = new int[count];
        for (int i = 0; i < count; i++) {
            numProcs[i] = inRange(base.numProcs[i] + columns.readZigZag());
        }
        long[] hundredths = new long[count];
        for (int i = 0; i < count; i++) {
            hundredths[i] = base.hundredths[i] + columns.readZigZag();
        }
        double[] cpuSeconds = new double[count];
        for (int i = 0; i < count; i++) {
            cpuSeconds[i] = counter(HUNDREDTHS.value(hundredths[i], columns.readZigZag()));
        }
        long[] residentBytes = new long[count];
        for (int i = 0; i < count; i++) {
            residentBytes[i] = base.pages[i] + columns.readZigZag();
        }
        for (int i = 0; i < count; i++) {
            residentBytes[i] = notNegative(bytes(residentBytes[i], columns.readVarLong()));
        }
        FigureColumns figures =
                format.version() < EntryFormat.WITH_FIGURES
                        ? FigureColumns.NONE
                        : FigureColumnsFormat.read(count, base, columns);
        columns.needEnd();
        return new ProcessScrape(
                format.exporter(),
                serverId,
                sampledAt,
                names,
                numProcs,
                cpuSeconds,
                residentBytes,
                figures);
    }

    static int inRange(long numProcs) {
        if (numProcs < 0 || numProcs > Integer.MAX_VALUE) {
            throw new MalformedEntryException("a process count is " + numProcs);
        }
        return (int) numProcs;
    }

    static double counter(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new MalformedEntryException("a CPU counter is " + seconds);
        }
        return seconds;
    }

    static long notNegative(long residentBytes) {
        if (residentBytes < 0) {
            throw new MalformedEntryException("a resident size is " + residentBytes);
        }
        return residentBytes;
    }
}
