package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.testing.Forger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Another account of this machine listens where the exporter would, with a page of its own. */
class ForgedExporterTest {

    private final ExporterStats stats = new ExporterStats();

    @SuppressWarnings("NullAway.Init")
    private Forger forger;

    @SuppressWarnings("NullAway.Init")
    private HttpTarget target;

    @BeforeEach
    void listenAsNobody() throws IOException {
        forger = Forger.listen();
        target = HttpTarget.parse(forger.address());
    }

    @AfterEach
    void end() {
        if (forger != null) {
            forger.close();
        }
    }

    @Test
    void isRefusedByName() throws IOException {
        try (PageFetcher fetcher = fetcher("root")) {
            assertThatThrownBy(() -> fetcher.fetch(1, _ -> {}))
                    .hasMessageContaining("belongs to user nobody (65534), which is not trusted");
            assertThat(stats.refusedListener()).contains("user nobody (65534)");
        }
    }

    @Test
    void isTakenWhereItsAccountIsNamed() throws IOException {
        try (PageFetcher fetcher = fetcher("nobody")) {
            assertThat(fetcher.fetch(1, _ -> {})).isPositive();
            assertThat(stats.refusedListener()).isEmpty();
        }
    }

    /** What auto does then: the truth of the kernel, and not the forged page. */
    @Test
    void isReplacedByOurOwnReader() throws IOException {
        try (PageFetcher fetcher = fetcher("root")) {
            JsonBuffer json = new JsonBuffer();
            AutoScraper auto = new AutoScraper(forged(fetcher), new OwnReader(), 0);
            assertThat(auto.scrape(1, json)).isEqualTo(OwnReader.SAMPLES);
        }
    }

    private PageFetcher fetcher(String trusted) throws IOException {
        return new PageFetcher(
                target,
                new HttpConnection(target, null),
                null,
                new ListenerCheck(target, List.of(trusted), stats),
                Duration.ofSeconds(20),
                stats);
    }

    private static Scraper forged(PageFetcher fetcher) {
        return new OwnReader() {
            @Override
            public int scrape(long askedMillis, JsonBuffer to) throws IOException {
                fetcher.fetch(askedMillis, _ -> {});
                return 1;
            }
        };
    }

    private static class OwnReader implements Scraper {

        static final int SAMPLES = 3;

        @Override
        public int scrape(long askedMillis, JsonBuffer to) throws IOException {
            return SAMPLES;
        }

        @Override
        public long sampledMillis() {
            return 1;
        }

        @Override
        public void startAnew() {}
    }
}
