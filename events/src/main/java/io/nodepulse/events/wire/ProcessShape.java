package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupForm;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Process groups by name; the columns are those of {@link ValueColumns}, and behind them those of
 * each optional figure that any scrape has had, in the order in which they came up.
 */
final class ProcessShape implements ScrapeShape<String> {

    private static final int NUM_PROCS = 0;
    private static final int HUNDREDTHS = 1;
    private static final int CORRECTION = 2;
    private static final int PAGES = 3;
    private static final int PAGE_REMAINDER = 4;
    private static final int COLUMNS = 5;

    private final Exporter exporter;
    private final GroupForm form;
    private final ShapedFigures figures;

    /** Those of the scrape before, whose names the next one most often has. */
    private @Nullable List<String> lastKeys;

    private ProcessNames lastNames = new ProcessNames(new String[0]);

    /**
     * @param exporter one of process groups
     */
    ProcessShape(Exporter exporter) {
        this(exporter, new ShapedFigures());
    }

    private ProcessShape(Exporter exporter, ShapedFigures figures) {
        this.exporter = exporter;
        this.form = exporter.groups().orElseThrow();
        this.figures = figures;
    }

    /** For scrapes that were written with optional figures. */
    static ProcessShape read(Exporter exporter, ByteReader in) {
        return new ProcessShape(exporter, ShapedFigures.read(in));
    }

    @Override
    public int kind() {
        return figures.columns() == 0 ? form.keyframeKind() : form.figuresKind();
    }

    @Override
    public boolean isPlain() {
        return figures.columns() == 0;
    }

    @Override
    public void admit(Entry scrape) {
        figures.admit(scrapeOf(scrape).figures);
    }

    @Override
    public void writeColumns(ByteWriter out) {
        if (figures.columns() > 0) {
            figures.write(out);
        }
    }

    @Override
    public int columns() {
        return COLUMNS + figures.columns();
    }

    @Override
    public boolean goesOn(int column) {
        return column < COLUMNS
                ? column != CORRECTION && column != PAGE_REMAINDER
                : figures.goesOn(column - COLUMNS);
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
        figures.numbers(scrape.figures, scrape.size(), into, COLUMNS);
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
                        exporter,
                        serverId,
                        sampledAt,
                        names(keys),
                        numProcs,
                        cpuSeconds,
                        residentBytes,
                        figures.columns(numbers, COLUMNS, count)));
    }

    private ProcessNames names(List<String> keys) {
        if (keys != lastKeys) {
            lastKeys = keys;
            lastNames = new ProcessNames(keys.toArray(String[]::new));
        }
        return lastNames;
    }
}
