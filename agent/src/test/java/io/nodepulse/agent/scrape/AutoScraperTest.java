package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.payload.JsonBuffer;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Which of the two sources is scraped as the exporter dies and comes back, second by second. */
class AutoScraperTest {

    private final Source exporter = new Source(7);
    private final Source procfs = new Source(3);
    private final JsonBuffer json = new JsonBuffer();
    private long second;

    @Test
    void staysWithAnExporterThatAnsweredOnce() throws IOException {
        AutoScraper auto = auto(0);
        expect(auto, 1, 7);
        exporter.answers = false;
        assertThatThrownBy(() -> expect(auto, 3_600, 7)).hasMessage("dead");
        exporter.answers = true;
        expect(auto, 3_615, 7);
        assertThat(procfs.scrapes).isZero();
    }

    @Test
    void staysWithProcWhereNoExporterAnsweredAtFirst() throws IOException {
        AutoScraper auto = auto(0);
        exporter.answers = false;
        expect(auto, 1, 3);
        exporter.answers = true;
        expect(auto, 3_600, 3);
    }

    @Test
    void readsProcWhereTheExporterHasNothing() throws IOException {
        exporter.samples = 0;
        expect(auto(0), 1, 3);
    }

    @Test
    void fallsBackAfterThatTimeAndComesBackWithNewCounts() throws IOException {
        AutoScraper auto = auto(30);
        expect(auto, 0, 7);
        expect(auto, 15, 7);
        exporter.answers = false;
        assertThatThrownBy(() -> expect(auto, 30, 7)).hasMessage("dead");
        expect(auto, 45, 3);
        assertThat(procfs.starts).isEqualTo(1);
        expect(auto, 60, 3);
        expect(auto, 75, 3);
        int tried = exporter.scrapes;
        exporter.answers = true;
        expect(auto, 90, 3);
        assertThat(exporter.scrapes).isEqualTo(tried);
        exporter.starts = 0;
        expect(auto, 105, 7);
        assertThat(exporter.starts).isEqualTo(1);
        assertThat(auto.sampledMillis()).isEqualTo(105_007);
        exporter.answers = false;
        assertThatThrownBy(() -> expect(auto, 120, 7)).hasMessage("dead");
        expect(auto, 135, 3);
        assertThat(procfs.starts).isEqualTo(2);
    }

    private AutoScraper auto(long fallBackAfterSeconds) {
        return new AutoScraper(
                exporter, procfs, fallBackAfterSeconds * 1_000, () -> second * 1_000_000_000);
    }

    private void expect(AutoScraper auto, long atSecond, int samples) throws IOException {
        second = atSecond;
        json.clear();
        assertThat(auto.scrape(atSecond * 1_000, json)).isEqualTo(samples);
        assertThat(json.length()).isEqualTo(1);
    }

    private static final class Source implements Scraper {
        private int samples;
        private boolean answers = true;
        private int scrapes;
        private int starts;
        private long sampledMillis;

        Source(int samples) {
            this.samples = samples;
        }

        @Override
        public int scrape(long askedMillis, JsonBuffer to) throws IOException {
            scrapes++;
            to.ascii("x");
            if (!answers) {
                throw new IOException("dead");
            }
            sampledMillis = askedMillis + samples;
            return samples;
        }

        @Override
        public long sampledMillis() {
            return sampledMillis;
        }

        @Override
        public void startAnew() {
            starts++;
        }
    }
}
