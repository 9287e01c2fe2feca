package io.nodepulse.agent.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.Scraper;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exporter whose page the test says, scraped at the times that the test says. */
public final class ServedPages implements AutoCloseable {

    /** When the first scrape is asked for; each further one 15 seconds later. */
    public static final long FIRST = 1_800_000_000_000L;

    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":([-0-9.E]+)");
    private static final Pattern GROUP =
            Pattern.compile("\\{\"name\":\"(.*?)\",\"num_procs\":.*?,\"cpu_seconds\":(.*?),");

    private final RawServer server;
    private final PageFetcher fetcher;
    private final Scraper scraper;
    private final JsonBuffer json = new JsonBuffer();
    private volatile String page = "";
    private long nextMillis = FIRST;

    /** Serves pages to the scraper that is made of the fetcher. */
    public ServedPages(ExporterStats stats, Function<PageFetcher, Scraper> scraper)
            throws IOException {
        server = new RawServer((_, out) -> out.write(RawServer.response(200, "", page)));
        HttpTarget target = HttpTarget.parse(server.address("/metrics"));
        HttpConnection connection = new HttpConnection(target, null);
        this.fetcher = new PageFetcher(target, connection, Duration.ofSeconds(60), stats);
        this.scraper = scraper.apply(fetcher);
    }

    /** Scrapes that page; the payload's text. */
    public String scrape(String nextPage) throws IOException {
        page = nextPage;
        json.clear();
        scraper.scrape(nextMillis, json);
        nextMillis += 15_000;
        return new String(json.bytes(), 0, json.length(), UTF_8);
    }

    /** Scrapes that page; the figures of the payload by name. */
    public Map<String, Double> figures(String nextPage) throws IOException {
        return numbers(FIGURE, scrape(nextPage));
    }

    /** Scrapes that page; the CPU seconds of the payload's groups by name. */
    public Map<String, Double> cpuSeconds(String nextPage) throws IOException {
        return numbers(GROUP, scrape(nextPage));
    }

    private static Map<String, Double> numbers(Pattern pattern, String text) {
        Map<String, Double> numbers = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            numbers.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return numbers;
    }

    public Scraper scraper() {
        return scraper;
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
        server.close();
    }
}
