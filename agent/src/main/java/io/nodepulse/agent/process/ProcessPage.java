package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;

import java.io.IOException;

/**
 * The metrics of process_exporter: number of processes, CPU seconds summed over modes, resident
 * memory, by group. Its other metrics are passed over.
 */
final class ProcessPage implements ProcessSource {

    private static final byte[] PREFIX = "namedprocess_namegroup_".getBytes(US_ASCII);
    private static final byte[] PROCS = "namedprocess_namegroup_num_procs".getBytes(US_ASCII);
    private static final byte[] CPU = "namedprocess_namegroup_cpu_seconds_total".getBytes(US_ASCII);
    private static final byte[] MEMORY = "namedprocess_namegroup_memory_bytes".getBytes(US_ASCII);
    private static final byte[] GROUP = "groupname".getBytes(US_ASCII);
    private static final byte[] MODE = "mode".getBytes(US_ASCII);
    private static final byte[] USER = "user".getBytes(US_ASCII);
    private static final byte[] SYSTEM = "system".getBytes(US_ASCII);
    private static final byte[] MEMORY_TYPE = "memtype".getBytes(US_ASCII);
    private static final byte[] RESIDENT = "resident".getBytes(US_ASCII);

    private static final byte[] START = "process_start_time_seconds".getBytes(US_ASCII);

    private final PageFetcher fetcher;
    private final ExporterStats stats;

    /** When the exporter started, seconds since 1970; NaN where it does not say. */
    private double exporterStart = Double.NaN;

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
        private double exporterStart = Double.NaN;

        TableFiller(ProcessTable table, ExporterStats stats) {
            this.table = table;
            this.stats = stats;
        }

        @Override
        public void onSample(Sample sample) {
            if (!sample.nameStartsWith(PREFIX)) {
                if (sample.nameIs(START)) {
                    exporterStart = sample.value();
                }
                return;
            }
            int figure = figureOf(sample);
            int group = sample.label(GROUP);
            if (figure == 0 || group < 0) {
                return;
            }
            double value = sample.value();
            if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
                stats.invalidValues().incrementAndGet();
                return;
            }
            int from = sample.valueFrom(group);
            if (!table.report(sample.bytes(), from, sample.valueTo(group), figure, value)) {
                stats.duplicateSeries().incrementAndGet();
            }
        }

        private static int figureOf(Sample sample) {
            if (sample.nameIs(PROCS)) {
                return SourceGroup.PROCS;
            }
            if (sample.nameIs(MEMORY)) {
                return sample.labelIs(sample.label(MEMORY_TYPE), RESIDENT)
                        ? SourceGroup.RESIDENT
                        : 0;
            }
            if (!sample.nameIs(CPU)) {
                return 0;
            }
            int mode = sample.label(MODE);
            if (sample.labelIs(mode, USER)) {
                return SourceGroup.CPU_USER;
            }
            return sample.labelIs(mode, SYSTEM) ? SourceGroup.CPU_SYSTEM : SourceGroup.CPU_OTHER;
        }
    }
}
