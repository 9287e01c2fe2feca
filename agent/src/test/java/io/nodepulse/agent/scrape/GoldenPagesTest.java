package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.host.HostScraper;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.process.ProcessScraper;
import io.nodepulse.agent.testing.RawServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Pages that Debian's exporters gave, and the figures that another program took from them by the
 * rules of the contract.
 */
class GoldenPagesTest {

    /** The node page was recorded about then. */
    private static final long AT = 1_795_502_400_000L;

    private static final Pattern PROCESS =
            Pattern.compile(
                    "\\{\"name\":\"(.*?)\",\"num_procs\":(.*?),\"cpu_seconds\":(.*?),"
                            + "\"memory_bytes\":(.*?)[,}]");
    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":([-0-9.E]+)");

    private final ExporterStats stats = new ExporterStats();

    @Test
    void readsProcessExporter() throws IOException {
        String page;
        try (InputStream packed = open("process_exporter-0.7.10.txt.gz")) {
            page = new String(new GZIPInputStream(packed).readAllBytes(), UTF_8);
        }
        // CPU counts from the first scrape: all of the page's is new if it was 0 then.
        String before =
                page.replaceAll("(?m)^(namedprocess_namegroup_cpu_seconds_total\\S+) .*", "$1 0");
        String json = scrape(List.of(before, page), true);
        List<String> groups =
                PROCESS.matcher(json)
                        .results()
                        .map(
                                m ->
                                        m.group(1)
                                                + " procs="
                                                + m.group(2)
                                                + " cpu="
                                                + m.group(3)
                                                + " rss="
                                                + m.group(4))
                        .toList();
        assertThat(groups).isEqualTo(lines("process_exporter-0.7.10.expected"));
        assertThat(groups).hasSizeGreaterThan(100);
        assertThat(stats.malformedLines()).hasValue(0);
        assertThat(stats.duplicateSeries()).hasValue(0);
    }

    @Test
    void readsNodeExporter() throws IOException {
        String page;
        try (InputStream in = open("node_exporter-1.5.0.txt")) {
            page = new String(in.readAllBytes(), UTF_8);
        }
        String json = scrape(List.of(page), false);
        List<String> figures =
                FIGURE.matcher(json)
                        .results()
                        .map(m -> m.group(1) + " " + m.group(2))
                        .filter(figure -> !figure.startsWith("counters_start_seconds"))
                        .toList();
        assertThat(figures)
                .containsExactlyInAnyOrderElementsOf(lines("node_exporter-1.5.0.expected"));
        assertThat(stats.malformedLines()).hasValue(0);
    }

    /** The last of several scrapes of these pages, 15 seconds apart. */
    private String scrape(List<String> pages, boolean process) throws IOException {
        JsonBuffer json = new JsonBuffer();
        AtomicInteger page = new AtomicInteger();
        try (RawServer server =
                        new RawServer(
                                (_, out) ->
                                        out.write(
                                                RawServer.response(
                                                        200, "", pages.get(page.get()))));
                PageFetcher fetcher = fetcher(server)) {
            Scraper scraper =
                    process
                            ? ProcessScraper.ofPages(fetcher, List.of(), 500, stats)
                            : HostScraper.ofPages(fetcher, stats);
            for (; page.get() < pages.size(); page.incrementAndGet()) {
                json.clear();
                assertThat(scraper.scrape(AT + page.get() * 15_000L, json)).isPositive();
            }
        }
        return new String(json.bytes(), 0, json.length(), UTF_8);
    }

    private PageFetcher fetcher(RawServer server) {
        HttpTarget target = HttpTarget.parse(server.address("/metrics"));
        HttpConnection connection = new HttpConnection(target, null);
        return new PageFetcher(target, connection, Duration.ofSeconds(20), stats);
    }

    private static InputStream open(String name) {
        InputStream in = GoldenPagesTest.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return in;
    }

    private static List<String> lines(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
