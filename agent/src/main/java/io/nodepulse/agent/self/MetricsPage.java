package io.nodepulse.agent.self;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.push.PushStats;
import io.nodepulse.agent.scrape.ExporterStats;

import java.util.List;

/** Writes the agent's counters in the Prometheus text format. */
final class MetricsPage {

    private static final String PREFIX = "nodepulse_agent_";
    private static final String LAST_SCRAPE = "last_scrape_timestamp_seconds";
    private static final double MILLIS_PER_SECOND = 1_000;

    /** Name and help of what every exporter has. */
    private static final String[][] PER_EXPORTER = {
        {"scrapes_total", "Scrapes that went into the buffer."},
        {"scrape_failures_total", "Scrapes that failed."},
        {"scrapes_skipped_total", "Scrapes left out because the server has newer ones."},
        {"samples_total", "Samples scraped."},
        {"malformed_lines_total", "Lines of pages that could not be read."},
        {"invalid_values_total", "Values that were negative, NaN or infinite."},
        {"duplicate_series_total", "Series that a page had twice."},
        {"incomplete_groups_total", "Groups left out because a figure was missing."},
        {"groups_summed_up", "Groups of the last scrape that were summed into (other)."},
        {"processes_beyond_names", "Processes of the last scrape whose names are in (other)."},
        {"unreadable_files_total", "Files of /proc that the agent may not read."},
        {
            "partly_read_processes",
            "Processes of the last scrape with figures that may not be read."
        },
        {"group_rules_given_up_total", "Patterns of group rules that took too many steps."}
    };

    private final AgentStats stats;
    private final List<ExporterKind> exporters;
    private final StringBuilder page = new StringBuilder(8 * 1024);

    private MetricsPage(AgentStats stats, List<ExporterKind> exporters) {
        this.stats = stats;
        this.exporters = exporters;
    }

    /** The page, with samples of those exporters. */
    static String of(AgentStats stats, List<ExporterKind> exporters) {
        MetricsPage page = new MetricsPage(stats, exporters);
        page.exporters();
        page.buffer(stats.buffer());
        page.push(stats.push());
        return page.page.toString();
    }

    private void exporters() {
        for (int i = 0; i < PER_EXPORTER.length; i++) {
            String[] metric = PER_EXPORTER[i];
            head(metric[0], metric[1]);
            for (ExporterKind kind : exporters) {
                sample(metric[0], labels(kind), valuesOf(stats.exporter(kind))[i]);
            }
        }
        head(LAST_SCRAPE, "When the last good scrape was taken; 0 before the first.");
        for (ExporterKind kind : exporters) {
            seconds(LAST_SCRAPE, labels(kind), stats.exporter(kind).lastScrapeMillis());
        }
    }

    private static String labels(ExporterKind kind) {
        return "{exporter=\"" + kind.key() + "\"}";
    }

    /** In the order of {@link #PER_EXPORTER}. */
    private static long[] valuesOf(ExporterStats exporter) {
        return new long[] {
            exporter.scrapes().get(),
            exporter.failures().get(),
            exporter.skipped().get(),
            exporter.samples().get(),
            exporter.malformedLines().get(),
            exporter.invalidValues().get(),
            exporter.duplicateSeries().get(),
            exporter.incompleteGroups().get(),
            exporter.groupsSummedUp().get(),
            exporter.processesBeyondNames().get(),
            exporter.unreadable().get(),
            exporter.partlyReadProcesses().get(),
            exporter.rulesGivenUp().get()
        };
    }

    private void buffer(BufferStats buffer) {
        one("buffer_memory_scrapes", "Scrapes in memory.", buffer.memoryRecords().get());
        one("buffer_disk_scrapes", "Scrapes on disk.", buffer.diskRecords().get());
        one("buffer_disk_bytes", "Bytes on disk.", buffer.diskBytes().get());
        one("buffer_write_errors_total", "Failed writes.", buffer.writeErrors().get());
        head("dropped_scrapes_total", "Scrapes that were lost, by reason.");
        sample("dropped_scrapes_total", "{reason=\"full\"}", buffer.droppedFull().get());
        sample("dropped_scrapes_total", "{reason=\"expired\"}", buffer.droppedExpired().get());
        sample("dropped_scrapes_total", "{reason=\"corrupt\"}", buffer.droppedCorrupt().get());
        sample(
                "dropped_scrapes_total",
                "{reason=\"refused\"}",
                stats.push().scrapesRefused().get());
    }

    private void push(PushStats push) {
        one("push_requests_total", "Requests to the server.", push.requests().get());
        one("push_failures_total", "Requests that failed.", push.failures().get());
        one("push_bytes_total", "Compressed bytes sent.", push.bytesSent().get());
        one("push_scrapes_total", "Scrapes the server has.", push.scrapesDelivered().get());
        head("push_samples_total", "Samples by what the server said of them.");
        sample("push_samples_total", "{answer=\"accepted\"}", push.accepted().get());
        sample("push_samples_total", "{answer=\"duplicate\"}", push.duplicates().get());
        sample("push_samples_total", "{answer=\"rejected\"}", push.rejected().get());
        oneTime(
                "last_push_timestamp_seconds",
                "When the server last took a batch; 0 before the first.",
                push.lastDeliveryMillis());
        oneTime("start_time_seconds", "When the agent started.", stats.startedMillis());
    }

    private void one(String name, String help, long value) {
        head(name, help);
        sample(name, "", value);
    }

    private void oneTime(String name, String help, long epochMillis) {
        head(name, help);
        seconds(name, "", epochMillis);
    }

    private void head(String name, String help) {
        String type = name.endsWith("_total") ? " counter\n" : " gauge\n";
        page.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(PREFIX).append(name).append(type);
    }

    private void sample(String name, String labels, long value) {
        page.append(PREFIX).append(name).append(labels).append(' ').append(value).append('\n');
    }

    private void seconds(String name, String labels, long epochMillis) {
        page.append(PREFIX).append(name).append(labels).append(' ');
        page.append(epochMillis / MILLIS_PER_SECOND).append('\n');
    }
}
