package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.testing.ServedPages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Pages of process_exporter in a row, 15 seconds apart, and the CPU counters that are sent. */
class ProcessPageTest {

    private static final List<GroupRule> PHP =
            List.of(new GroupRule(Pattern.compile("php-fpm.*"), "php"));

    private final ExporterStats stats = new ExporterStats();

    @SuppressWarnings("NullAway.Init")
    private ServedPages pages;

    @BeforeEach
    void serve() throws IOException {
        pages = new ServedPages(stats, fetcher -> ProcessScraper.ofPages(fetcher, PHP, 500, stats));
    }

    @AfterEach
    void close() throws IOException {
        pages.close();
    }

    @Test
    void countsFromTheFirstScrape() throws IOException {
        assertThat(pages.scrape(group("a", 1_000)))
                .startsWith("{\"timestamp\":\"2027-01-15T08:00:")
                .contains("\"counters_start_seconds\":18000000");
        assertThat(pages.scrape(group("a", 1_003))).doesNotContain("counters_start");
        expect(group("a", 1_004.5), "a", 4.5);
    }

    @Test
    void memberOfAMappedGroupThatGoesOrComesIsNoGrowth() throws IOException {
        expect(group("php-fpm8.2", 1_000) + group("php-fpm7.4", 5_000), "php", 0);
        expect(group("php-fpm8.2", 1_001.5) + group("php-fpm7.4", 5_000.2), "php", 1.7);
        expect(group("php-fpm8.2", 1_003), "php", 3.2);
        expect(group("php-fpm8.2", 1_004.5) + group("php-fpm8.3", 7_000), "php", 4.7);
        expect(group("php-fpm8.2", 1_006) + group("php-fpm8.3", 7_001), "php", 7.2);
        expect(group("php-fpm8.2", 1_006) + group("php-fpm8.4", 2), "php", 9.2);
    }

    @Test
    void counterThatFellStartedAgainUnlessItFellByATick() throws IOException {
        expect(group("a", 1_000), "a", 0);
        expect(group("a", 999.99), "a", 0);
        expect(group("a", 3), "a", 3);
        expect(group("a", 4), "a", 4);
    }

    @Test
    void exporterThatWasStartedAgainIsANewStart() throws IOException {
        String start = "process_start_time_seconds ";
        expect(start + "10\n" + group("a", 1_000), "a", 0);
        expect(start + "10\n" + group("a", 1_009), "a", 9);
        String page = start + "20\n" + group("a", 5_000) + group("b", 700);
        assertThat(pages.scrape(page)).contains("counters_start_seconds");
        expect(start + "20\n" + group("a", 5_002) + group("b", 700), "a", 2);
    }

    @Test
    void newNameMayHaveUsedWhatTheIntervalHad() throws IOException {
        expect(group("a", 1), "a", 0);
        expect(group("a", 1) + group("young", 9), "young", 9);
        expect(group("a", 1) + group("young", 9) + group("old", 90_000), "old", 0);
    }

    @Test
    void namesBeyondTheTableKeepTheirCpu() throws IOException {
        bomb(0, 0);
        bomb(1, (20_000 - ProcessTable.MAX_NAMES) + (ProcessTable.MAX_NAMES - 500));
        bomb(3, 3 * (20_000 - 500));
        assertThat(stats.processesBeyondNames()).hasValue(20_000 - ProcessTable.MAX_NAMES);
        expect(group("bomb1", 10), "bomb1", 7 + 3);
        assertThat(stats.processesBeyondNames()).hasValue(0);
    }

    private void bomb(double cpuSeconds, double other) throws IOException {
        StringBuilder page = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            page.append(group("bomb" + i, cpuSeconds));
        }
        expect(page.toString(), "(other)", other);
    }

    private void expect(String page, String name, double cpuSeconds) throws IOException {
        Map<String, Double> groups = pages.cpuSeconds(page);
        assertThat(groups).containsKey(name);
        assertThat(groups.get(name)).isCloseTo(cpuSeconds, within(1e-6));
    }

    private static String group(String name, double cpuSeconds) {
        return """
               namedprocess_namegroup_num_procs{groupname="%1$s"} 1
               namedprocess_namegroup_cpu_seconds_total{groupname="%1$s",mode="user"} %2$s
               namedprocess_namegroup_cpu_seconds_total{groupname="%1$s",mode="system"} 0
               namedprocess_namegroup_memory_bytes{groupname="%1$s",memtype="resident"} 1000
               """
                .formatted(name, cpuSeconds);
    }
}
