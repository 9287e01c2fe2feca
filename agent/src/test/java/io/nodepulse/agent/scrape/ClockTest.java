package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.JsonBuffer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What becomes of scrapes while the clock is set ahead and back. */
class ClockTest {

    private static final long NOON = 1_800_000_000_000L;

    @TempDir Path folder;

    private final ExporterStats stats = new ExporterStats();
    private int starts;

    @SuppressWarnings("NullAway.Init")
    private ScrapeBuffer buffer;

    @SuppressWarnings("NullAway.Init")
    private ExporterLoop loop;

    @BeforeEach
    void open() throws IOException {
        buffer =
                new ScrapeBuffer(
                        folder.resolve("buffer").toFile(),
                        1 << 20,
                        Duration.ofDays(400),
                        new BufferStats());
        loop =
                new ExporterLoop(
                        ExporterKind.NODE_EXPORTER,
                        new Scrapes(),
                        new ScrapeSchedule(15_000, 0),
                        buffer,
                        stats);
    }

    @AfterEach
    void close() {
        buffer.close();
    }

    @Test
    void goesOnAtOnceAfterTheServerRefusedTheFuture() throws InterruptedException {
        scrape(0, 1);
        answer(true);
        scrape(7_200, 2);
        answer(false);
        scrape(7_215, 3);
        answer(false);
        scrape(15, 4);
        answer(true);
        assertThat(buffer.newestTaken(ExporterKind.NODE_EXPORTER)).isEqualTo(NOON + 15_000);
        assertThat(stats.skipped()).hasValue(0);
        assertThat(starts).isZero();
    }

    @Test
    void goesOnAtOnceWhereTheServerHasNotSeenTheFutureYet() throws InterruptedException {
        scrape(7_200, 1);
        scrape(0, 2);
        scrape(15, 3);
        answer(false);
        assertThat(stats.skipped()).hasValue(0);
    }

    @Test
    void waitsForWhatTheServerTookAndCountsAnew() throws InterruptedException {
        scrape(60, 1);
        answer(true);
        scrape(15, 1);
        scrape(30, 1);
        scrape(60, 1);
        assertThat(stats.skipped()).hasValue(3);
        assertThat(starts).isZero();
        scrape(75, 2);
        assertThat(starts).isEqualTo(1);
        scrape(90, 3);
        assertThat(starts).isEqualTo(1);
    }

    private void scrape(long second, long scrapesSoFar) {
        loop.scrape(NOON + second * 1_000);
        assertThat(stats.scrapes()).hasValue(scrapesSoFar);
    }

    /** The server takes all that waits, or refuses it. */
    private void answer(boolean takes) throws InterruptedException {
        ScrapeBuffer.@Nullable Batch batch = buffer.next(100, 1 << 20, Duration.ZERO);
        assertThat(batch).isNotNull();
        if (batch != null && takes) {
            buffer.taken(batch);
        } else if (batch != null) {
            buffer.confirm(batch);
        }
    }

    private final class Scrapes implements Scraper {
        private long sampledMillis;

        @Override
        public int scrape(long askedMillis, JsonBuffer to) {
            sampledMillis = askedMillis;
            to.ascii("{}");
            return 1;
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
