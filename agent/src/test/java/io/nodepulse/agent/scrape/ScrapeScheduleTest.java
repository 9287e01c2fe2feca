package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class ScrapeScheduleTest {

    private static final long NOW = 1_761_825_600_000L;
    private static final long INTERVAL = 15_000;

    @Test
    void keepsToItsGridWhateverTheScrapeTook() {
        ScrapeSchedule schedule = new ScrapeSchedule(INTERVAL, 4_000);
        expect(schedule, 4_000, 19_000);
        expect(schedule, 4_001, 19_000);
        expect(schedule, 11_000, 19_000);
        expect(schedule, 19_250, 34_000);
    }

    @Test
    void leavesHalfAnIntervalAfterTheFirstScrape() {
        ScrapeSchedule schedule = new ScrapeSchedule(INTERVAL, 4_000);
        expect(schedule, 11_499, 19_000);
        expect(schedule, 11_501, 34_000);
        expect(schedule, 18_999, 34_000);
    }

    @Test
    void givesAServerTheSameOffsetAndSpreadsAFleet() {
        int[] scrapesPerSecond = new int[15];
        for (int i = 0; i < 15_000; i++) {
            String server = new UUID(7, i).toString();
            long first = ScrapeSchedule.of(server, "node_exporter", INTERVAL).next(NOW);
            assertThat(ScrapeSchedule.of(server, "node_exporter", INTERVAL).next(NOW))
                    .isEqualTo(first);
            scrapesPerSecond[(int) (first / 1_000 % 15)]++;
        }
        for (int scrapes : scrapesPerSecond) {
            assertThat(scrapes).isBetween(800, 1_200);
        }
    }

    private static void expect(ScrapeSchedule schedule, long after, long expected) {
        assertThat(schedule.next(after)).isEqualTo(expected);
    }
}
