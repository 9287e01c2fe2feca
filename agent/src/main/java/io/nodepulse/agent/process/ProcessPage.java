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

    private final PageFetcher fetcher;
    private final ExporterStats stats;

    ProcessPage(PageFetcher fetcher, ExporterStats stats) {
        this.fetcher = fetcher;
        this.stats = stats;
    }

    @Override
    public void read(ProcessTable table) throws IOException {
        fetcher.fetch(new TableFiller(table, stats));
    }

    private record TableFiller(ProcessTable table, ExporterStats stats) implements SampleHandler {

        @Override
        public void onSample(Sample sample) {
            if (!sample.nameStartsWith(PREFIX)) {
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
            SourceGroup target =
                    table.find(sample.bytes(), sample.valueFrom(group), sample.valueTo(group));
            if (!target.report(figure, value)) {
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
