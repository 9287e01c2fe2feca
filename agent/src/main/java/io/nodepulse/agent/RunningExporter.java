package io.nodepulse.agent;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.host.HostScraper;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.TlsSockets;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.process.ProcessScraper;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.AutoScraper;
import io.nodepulse.agent.scrape.ExporterLoop;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.ListenerCheck;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.ScrapeSchedule;
import io.nodepulse.agent.scrape.Scraper;
import io.nodepulse.agent.telemetry.Log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

/** One exporter's thread and connection, from start to stop. */
final class RunningExporter {

    static final Path PROC = Path.of("/proc");

    /** Where systemd mounts v2, alone or beside v1. */
    private static final List<Path> CGROUPS =
            List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"));

    private final AgentConfig.Exporter exporter;
    private final HttpConnection connection;
    private final ExporterLoop loop;
    private final Thread thread;

    RunningExporter(
            AgentConfig config,
            AgentConfig.Exporter exporter,
            ScrapeBuffer buffer,
            ExporterStats stats)
            throws IOException {
        this.exporter = exporter;
        warnOfAnybody();
        boolean tls = exporter.source() == AgentConfig.Source.HTTP && exporter.endpoint().tls();
        this.connection =
                new HttpConnection(exporter.endpoint(), tls ? tls(config, exporter) : null);
        ExporterKind kind = exporter.kind();
        long interval = exporter.interval().toMillis();
        this.loop =
                new ExporterLoop(
                        kind,
                        scraper(stats),
                        ScrapeSchedule.of(config.serverId(), kind.key(), interval),
                        buffer,
                        stats);
        this.thread = new Thread(loop, kind.key());
    }

    /** An address that was written down is taken at its word, as it always was. */
    private void warnOfAnybody() {
        if (exporter.source() == AgentConfig.Source.HTTP
                && exporter.endpoint().isLoopback()
                && exporter.trustedUsers().isEmpty()) {
            Log.warn(
                    "every account of this machine may answer as this exporter: name the one that"
                            + " it runs as in trusted_users",
                    "exporter",
                    exporter.kind().key());
        }
    }

    private static SSLSocketFactory tls(AgentConfig config, AgentConfig.Exporter exporter)
            throws IOException {
        AgentConfig.Access access = exporter.access();
        Path ownCa = access.caFile();
        Path caFile = ownCa == null ? config.server().caFile() : ownCa;
        return TlsSockets.of(caFile, access.certificate(), access.key());
    }

    private Scraper scraper(ExporterStats stats) throws IOException {
        if (!exporter.kind().hasPages()) {
            return ProcessScraper.ofCgroups(
                    CGROUPS, new ProcFiles(PROC), exporter.groups(), exporter.maxGroups(), stats);
        }
        long fallBackAfter = exporter.fallBackAfter().toMillis();
        return switch (exporter.source()) {
            case PROCFS -> procfs(stats);
            case HTTP ->
                    fallBackAfter == 0
                            ? pages(stats)
                            : new AutoScraper(pages(stats), procfs(stats), fallBackAfter);
            case AUTO -> new AutoScraper(pages(stats), procfs(stats), fallBackAfter);
        };
    }

    private Scraper pages(ExporterStats stats) throws IOException {
        PageFetcher fetcher =
                new PageFetcher(
                        exporter.endpoint(),
                        connection,
                        exporter.access().credentials(),
                        exporter.trustedUsers().isEmpty()
                                ? null
                                : new ListenerCheck(
                                        exporter.endpoint(), exporter.trustedUsers(), stats),
                        exporter.timeout(),
                        stats);
        return exporter.kind() == ExporterKind.PROCESS_EXPORTER
                ? ProcessScraper.ofPages(fetcher, exporter.groups(), exporter.maxGroups(), stats)
                : HostScraper.ofPages(fetcher, stats);
    }

    private Scraper procfs(ExporterStats stats) throws IOException {
        ProcFiles files = new ProcFiles(PROC);
        return exporter.kind() == ExporterKind.PROCESS_EXPORTER
                ? ProcessScraper.ofProcfs(
                        files,
                        exporter.procFigures(),
                        exporter.largest(),
                        exporter.groups(),
                        exporter.maxGroups(),
                        stats)
                : HostScraper.ofProcfs(files);
    }

    void start() {
        thread.start();
    }

    void stop() {
        loop.stop();
    }

    /** Waits for the scrape under way; breaks it off when that takes longer. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
        connection.closeNow();
    }

    /** Breaks off a scrape whose time is over. */
    void closeIfOverdue(long nanoTime) {
        connection.closeIfOverdue(nanoTime);
    }
}
