package io.nodepulse.events.wire;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Process groups by name; the columns are those of {@link ValueColumns}. */
final class ProcessShape implements ScrapeShape<String> {

    private static final int NUM_PROCS = 0;
    private static final int HUNDREDTHS = 1;
    private static final int CORRECTION = 2;
    private static final int PAGES = 3;
    private static final int PAGE_REMAINDER = 4;
    private static final int COLUMNS = 5;

    /** Those of the scrape before, whose names the next one most often has. */
    private @Nullable List<String> lastKeys;

    private ProcessNames lastNames = new ProcessNames(new String[0]);

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public boolean goesOn(int column) {
        return column != CORRECTION && column != PAGE_REMAINDER;
    }

    @Override
    public List<String> keys(Entry scrape) {
        return Arrays.asList(scrapeOf(scrape).names.names);
    }

    @Override
    public void numbers(Entry entry, List<String> keys, long[][] into) {
        ProcessScrape scrape = scrapeOf(entry);
        for (int i = 0; i < scrape.size(); i++) {
            long hundredths = ScaledDouble.HUNDREDTHS.parts(scrape.cpuSeconds[i]);
            into[NUM_PROCS][i] = scrape.numProcs[i];
            into[HUNDREDTHS][i] = hundredths;
            into[CORRECTION][i] =
                    ScaledDouble.HUNDREDTHS.correction(scrape.cpuSeconds[i], hundredths);
            into[PAGES][i] = ResidentPages.pages(scrape.residentBytes[i]);
            into[PAGE_REMAINDER][i] = ResidentPages.pageRemainder(scrape.residentBytes[i]);
        }
    }

    private static ProcessScrape scrapeOf(Entry entry) {
        return ((Entry.Processes) entry).scrape();
    }

    @Override
    public void writeKeys(List<String> keys, ByteWriter out) {
        NameColumn.write(keys.toArray(String[]::new), out);
    }

    @Override
    public List<String> readKeys(int count, ByteReader in) {
        return Arrays.asList(NameColumn.read(count, in));
    }

    @Override
    public Entry scrape(UUID serverId, Instant sampledAt, List<String> keys, long[][] numbers) {
        int count = keys.size();
        int[] numProcs = new int[count];
        double[] cpuSeconds = new double[count];
        long[] residentBytes = new long[count];
        for (int i = 0; i < count; i++) {
            numProcs[i] = ValueColumns.inRange(numbers[NUM_PROCS][i]);
            cpuSeconds[i] =
                    ValueColumns.counter(
                            ScaledDouble.HUNDREDTHS.value(
                                    numbers[HUNDREDTHS][i], numbers[CORRECTION][i]));
            residentBytes[i] =
                    ValueColumns.notNegative(
                            ResidentPages.bytes(numbers[PAGES][i], numbers[PAGE_REMAINDER][i]));
        }
        return new Entry.Processes(
                new ProcessScrape(
                        serverId, sampledAt, names(keys), numProcs, cpuSeconds, residentBytes));
    }

    private ProcessNames names(List<String> keys) {
        if (keys != lastKeys) {
            lastKeys = keys;
            lastNames = new ProcessNames(keys.toArray(String[]::new));
        }
        return lastNames;
    }
}
