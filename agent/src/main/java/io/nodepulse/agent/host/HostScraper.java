package io.nodepulse.agent.host;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.Scraper;

import java.io.IOException;
import java.nio.file.Path;

/** Scrapes the host's figures, from node_exporter or from /proc. Used by one thread. */
public final class HostScraper implements Scraper {

    private final HostSource source;
    private final HostReadings figures = new HostReadings();
    private long sampledMillis;

    private HostScraper(HostSource source) {
        this.source = source;
    }

    /** Scrapes the pages of a node_exporter. */
    public static HostScraper ofPages(PageFetcher fetcher, ExporterStats stats) {
        return new HostScraper(new HostPage(fetcher, stats));
    }

    /** Reads the kernel of this machine. */
    public static HostScraper ofProcfs(ProcFiles files) {
        return new HostScraper(new ProcfsHost(files, new SysDevices(Path.of("/sys"))));
    }

    @Override
    public int scrape(long askedMillis, JsonBuffer to) throws IOException {
        figures.clear();
        sampledMillis = source.read(askedMillis, figures);
        return figures.write(sampledMillis, to);
    }

    @Override
    public long sampledMillis() {
        return sampledMillis;
    }

    @Override
    public void startAnew() {
        source.startAnew();
    }
}
