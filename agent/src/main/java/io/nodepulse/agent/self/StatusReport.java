package io.nodepulse.agent.self;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.Rfc3339;
import io.nodepulse.agent.push.PushStats;
import io.nodepulse.agent.scrape.ExporterStats;

import java.util.List;

/** Writes what the agent does for an operator's eyes, one line per matter. */
final class StatusReport {

    private StatusReport() {}

    static String of(
            AgentStats stats, String serverId, String endpoint, List<ExporterKind> exporters) {
        StringBuilder report = new StringBuilder(1024);
        line(report, "server id", serverId);
        line(report, "endpoint", endpoint);
        line(report, "started", Rfc3339.text(stats.startedMillis()));
        exporters.forEach(kind -> scrapes(report, kind, stats.exporter(kind)));
        PushStats push = stats.push();
        line(report, "last push", event(push.lastDeliveryMillis(), push.lastError()));
        BufferStats buffer = stats.buffer();
        line(report, "buffer", kept(buffer));
        line(report, "lost", lost(buffer, push));
        if (!push.lastRefusal().isEmpty()) {
            line(report, "refused", push.lastRefusal());
        }
        line(report, "not kept", notKept(stats, exporters));
        line(report, "errors", errors(stats, exporters));
        return report.toString();
    }

    private static void scrapes(StringBuilder report, ExporterKind kind, ExporterStats exporter) {
        String when = event(exporter.lastScrapeMillis(), exporter.lastError());
        line(report, "last scrape", kind.key() + ": " + when);
        if (!exporter.refusedListener().isEmpty()) {
            line(report, "not trusted", kind.key() + ": " + exporter.refusedListener());
        }
        long partlyRead = exporter.partlyReadProcesses().get();
        if (partlyRead > 0) {
            line(
                    report,
                    "not readable",
                    kind.key() + ": some figures of " + partlyRead + " processes");
        }
    }

    private static String kept(BufferStats buffer) {
        return buffer.memoryRecords()
                + " scrapes in memory, "
                + buffer.diskRecords()
                + " on disk ("
                + buffer.diskBytes()
                + " bytes)";
    }

    private static String lost(BufferStats buffer, PushStats push) {
        return buffer.droppedFull()
                + " buffer full, "
                + buffer.droppedExpired()
                + " too old, "
                + buffer.droppedCorrupt()
                + " damaged, "
                + push.scrapesRefused()
                + " refused by the server";
    }

    /** What was not sent because of the clock, and what the server did not count. */
    private static String notKept(AgentStats stats, List<ExporterKind> exporters) {
        StringBuilder skipped = new StringBuilder();
        for (ExporterKind kind : exporters) {
            skipped.append(stats.exporter(kind).skipped()).append(" scrapes of ");
            skipped.append(kind.key()).append(" skipped, ");
        }
        skipped.append(stats.push().rejected()).append(" samples rejected, ");
        return skipped.append(stats.push().duplicates()).append(" duplicates").toString();
    }

    private static String errors(AgentStats stats, List<ExporterKind> exporters) {
        StringBuilder errors = new StringBuilder();
        for (ExporterKind kind : exporters) {
            errors.append(stats.exporter(kind).failures()).append(" scrapes of ");
            errors.append(kind.key()).append(", ");
        }
        errors.append(stats.push().failures()).append(" pushes, ");
        return errors.append(stats.buffer().writeErrors()).append(" buffer writes").toString();
    }

    private static String event(long atMillis, String error) {
        String when = atMillis == 0 ? "never" : Rfc3339.text(atMillis);
        return error.isEmpty() ? when : when + ", now fails: " + error;
    }

    private static void line(StringBuilder report, String name, String value) {
        report.append(name).repeat(' ', 13 - name.length()).append(value).append('\n');
    }
}
