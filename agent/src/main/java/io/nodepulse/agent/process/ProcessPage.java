package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;

import java.io.IOException;

/**
 * The metrics of process_exporter by group, as {@link ProcessSeries} lists them. Others are passed
 * over.
 */
final class ProcessPage implements ProcessSource {

    private static final byte[] GROUP = "groupname".getBytes(US_ASCII);
    private static final byte[] START = "process_start_time_seconds".getBytes(US_ASCII);

    /** How often a process could not be read whole; the second name is that of 0.1 and before. */
    private static final byte[] PARTIAL = "namedprocess_scrape_partial_errors".getBytes(US_ASCII);

    private static final byte[] PARTIAL_BEFORE =
            "namedprocess_scrape_permission_errors".getBytes(US_ASCII);

    /** The start of a group that has no process: the time that was never set, in Go. */
    private static final double NEVER_SECONDS = -62_135_596_800.0;

    private final PageFetcher fetcher;
    private final ExporterStats stats;

    /** When the exporter started, seconds since 1970; NaN where it does not say. */
    private double exporterStart = Double.NaN;

    /** Processes that the exporter could not read whole, since it started. */
    private double partial;

    ProcessPage(PageFetcher fetcher, ExporterStats stats) {
        this.fetcher = fetcher;
        this.stats = stats;
    }

    /** An exporter that was started again, perhaps as another version, counts from elsewhere. */
    @Override
    public long read(long askedMillis, ProcessTable table) throws IOException {
        TableFiller filler = new TableFiller(table, stats);
        long answeredMillis = fetcher.fetch(askedMillis, filler);
        if (filler.exporterStart != exporterStart && !Double.isNaN(exporterStart)) {
            table.startAnew();
        }
        exporterStart = filler.exporterStart;
        double more = filler.partial < partial ? filler.partial : filler.partial - partial;
        partial = filler.partial;
        stats.partlyReadProcesses().set((long) more);
        table.endPage(more > 0);
        return answeredMillis;
    }

    /** Where counting begins is the table's matter. */
    @Override
    public void startAnew() {
        exporterStart = Double.NaN;
    }

    private static final class TableFiller implements SampleHandler {

        private final ProcessTable table;
        private final ExporterStats stats;
        private ProcessSeries before = ProcessSeries.PROCS;
        private double exporterStart = Double.NaN;
        private double partial;

        TableFiller(ProcessTable table, ExporterStats stats) {
            this.table = table;
            this.stats = stats;
        }

        @Override
        public void onSample(Sample sample) {
            if (!sample.nameStartsWith(ProcessSeries.PREFIX)) {
                onOther(sample);
                return;
            }
            ProcessSeries series = ProcessSeries.of(sample, before);
            int group = sample.label(GROUP);
            if (series == null || group < 0) {
                return;
            }
            before = series;
            double value = sample.value();
            if (value == NEVER_SECONDS && series == ProcessSeries.OLDEST_START) {
                return;
            }
            if (!series.figure().accepts(value)) {
                stats.invalidValues().incrementAndGet();
                return;
            }
            int from = sample.valueFrom(group);
            if (!table.report(sample.bytes(), from, sample.valueTo(group), series, value)) {
                stats.duplicateSeries().incrementAndGet();
            }
        }

        private void onOther(Sample sample) {
            if (sample.nameIs(START)) {
                exporterStart = sample.value();
            } else if (sample.nameIs(PARTIAL) || sample.nameIs(PARTIAL_BEFORE)) {
                partial = sample.value() > 0 ? sample.value() : 0;
            }
        }
    }
}
