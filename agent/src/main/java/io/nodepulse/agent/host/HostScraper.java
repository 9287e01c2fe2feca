package io.nodepulse.agent.host;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.Scraper;

import java.io.IOException;

/** Scrapes the host's figures, from node_exporter or from /proc. Used by one thread. */
public final class HostScraper implements Scraper {

    private final HostSource source;
    private final HostFigures figures = new HostFigures();

    private HostScraper(HostSource source) {
        this.source = source;
    }

    /** Scrapes the pages of a node_exporter. */
    public static HostScraper ofPages(PageFetcher fetcher, ExporterStats stats) {
        return new HostScraper(new HostPage(fetcher, stats));
    }

    /** Reads the kernel of this machine. */
    public static HostScraper ofProcfs(ProcFiles files) {
        return new HostScraper(new ProcfsHost(files));
    }

    @Override
    public int scrape(long atMillis, JsonBuffer to) throws IOException {
        figures.clear();
        source.read(atMillis, figures);
        return figures.write(atMillis, to);
    }
}
