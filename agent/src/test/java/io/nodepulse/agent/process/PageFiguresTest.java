package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.testing.ServedPages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Pages of process_exporter in a row, 15 seconds apart, and the figures that are sent beside
 * processes, CPU and memory.
 */
class PageFiguresTest {

    private static final List<GroupRule> RULES =
            List.of(new GroupRule(Pattern.compile("pool-.*"), "pool"));

    private static final String METRIC = "namedprocess_namegroup_";

    private final ExporterStats stats = new ExporterStats();

    @SuppressWarnings("NullAway.Init")
    private ServedPages pages;

    @BeforeEach
    void serve() throws IOException {
        pages = serve(500);
    }

    private ServedPages serve(int maxGroups) throws IOException {
        return new ServedPages(
                stats, fetcher -> ProcessScraper.ofPages(fetcher, RULES, maxGroups, stats));
    }

    @AfterEach
    void close() throws IOException {
        pages.close();
    }

    private static String page() throws IOException {
        try (InputStream in = PageFiguresTest.class.getResourceAsStream("all-figures.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    /** The page with other values, each written as what its line begins with and the value. */
    private static String page(String... values) throws IOException {
        String page = page();
        for (String value : values) {
            int blank = value.lastIndexOf(' ');
            Pattern line =
                    Pattern.compile(
                            "(?m)^\\Q" + METRIC + value.substring(0, blank) + "\\E(\\S*) .*$");
            assertThat(page).containsPattern(line);
            page =
                    line.matcher(page)
                            .replaceAll(
                                    METRIC
                                            + value.substring(0, blank).replace("\\", "\\\\")
                                            + "$1"
                                            + value.substring(blank));
        }
        return page;
    }

    private Map<String, Double> scrape(String group, String page) throws IOException {
        Map<String, Map<String, Double>> groups = FakeProc.groups(pages.scrape(page));
        return new TreeMap<>(groups.getOrDefault(group, Map.of()));
    }

    @Test
    void everyFigureOfAPageIsSent() throws IOException {
        pages.scrape(page());
        Map<String, Double> db =
                scrape(
                        "db",
                        page(
                                "read_bytes_total{groupname=\"db\" 5000512",
                                "context_switches_total{ctxswitchtype=\"voluntary\",groupname=\"db\" 903"));
        assertThat(db)
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("num_procs", 3.0),
                                        Map.entry("cpu_seconds", 0.0),
                                        Map.entry("memory_bytes", 80_000_000.0),
                                        Map.entry("read_bytes", 512.0),
                                        Map.entry("write_bytes", 0.0),
                                        Map.entry("major_faults", 0.0),
                                        Map.entry("voluntary_switches", 3.0),
                                        Map.entry("involuntary_switches", 0.0),
                                        Map.entry("open_fds", 120.0),
                                        Map.entry("worst_fd_ratio", 0.25),
                                        Map.entry("threads", 3.0),
                                        Map.entry("swapped_bytes", 4_096.0),
                                        Map.entry("proportional_bytes", 70_000_000.0),
                                        Map.entry("procs_running", 1.0),
                                        Map.entry("procs_sleeping", 1.0),
                                        Map.entry("procs_waiting", 1.0),
                                        Map.entry("procs_zombie", 0.0),
                                        Map.entry("oldest_start_seconds", 1.7999e9))));
        assertThat(stats.invalidValues()).hasValue(0);
        assertThat(stats.malformedLines()).hasValue(0);
        assertThat(stats.incompleteGroups()).hasValue(0);
    }

    @Test
    void groupsThatAreOneAreSummedUp() throws IOException {
        pages.scrape(page());
        assertThat(scrape("pool", page("write_bytes_total{groupname=\"pool-a\" 207")))
                .containsEntry("num_procs", 3.0)
                .containsEntry("write_bytes", 7.0)
                .containsEntry("open_fds", 30.0)
                .containsEntry("worst_fd_ratio", 0.02)
                .containsEntry("threads", 11.0)
                .containsEntry("proportional_bytes", 4_000.0)
                .containsEntry("oldest_start_seconds", 1.7998e9)
                // Those of pool-a are of threads too.
                .doesNotContainKeys(
                        "procs_running", "procs_sleeping", "procs_waiting", "procs_zombie");
        String withoutOne = page().replaceAll("(?m)^.*read_bytes_total.*pool-a.*\n", "");
        assertThat(scrape("pool", withoutOne))
                .doesNotContainKey("read_bytes")
                .containsKey("write_bytes");
    }

    @Test
    void aGroupWithoutProcessesIsNotSentAndTakesNothingFromOthers() throws IOException {
        assertThat(scrape("ended", page())).isEmpty();
        String ended = page().replace("groupname=\"ended\"", "groupname=\"pool-c\"");
        assertThat(scrape("pool", ended))
                .containsEntry("oldest_start_seconds", 1.7998e9)
                .containsEntry("open_fds", 30.0);
        assertThat(stats.invalidValues()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "major_page_faults_total{groupname=\"db\" 13 | major_faults  | 1",
                "write_bytes_total{groupname=\"db\" 1e+07    | write_bytes   | 1000000",
                "worst_fd_ratio{groupname=\"db\" 0.5         | worst_fd_ratio | 0.5",
                "worst_fd_ratio{groupname=\"db\" 1.5         | worst_fd_ratio | 1.5",
                // A fall without one of CPU is no new start.
                "major_page_faults_total{groupname=\"db\" 11 | major_faults  | 0",
                "read_bytes_total{groupname=\"db\" 1         | read_bytes    | 0",
                // What is none.
                "major_page_faults_total{groupname=\"db\" NaN | major_faults | ",
                "major_page_faults_total{groupname=\"db\" -1  | major_faults | ",
                "open_filedesc{groupname=\"db\" +Inf          | open_fds     | ",
                "open_filedesc{groupname=\"db\" 1.5           | open_fds     | ",
                "worst_fd_ratio{groupname=\"db\" NaN          | worst_fd_ratio | ",
                "worst_fd_ratio{groupname=\"db\" +Inf         | worst_fd_ratio | ",
                "num_threads{groupname=\"db\" 1e+16           | threads      | ",
                "oldest_start_time_seconds{groupname=\"db\" -5 | oldest_start_seconds | ",
            })
    void aFigureThatIsNoneIsNotKnown(String series, String field, Double expected)
            throws IOException {
        pages.scrape(page());
        Map<String, Double> usual = scrape("db", page());
        Map<String, Double> db = scrape("db", page(series));
        if (expected == null) {
            usual.remove(field);
        } else {
            usual.put(field, expected);
        }
        assertThat(db).isEqualTo(usual);
        assertThat(stats.invalidValues()).hasValue(expected == null ? 1 : 0);
    }

    @Test
    void ofASeriesThatIsThereTwiceTheFirstCounts() throws IOException {
        String twice = METRIC + "open_filedesc{groupname=\"db\"} 7\n";
        assertThat(scrape("db", page() + twice)).containsEntry("open_fds", 120.0);
        assertThat(stats.duplicateSeries()).hasValue(1);
    }

    @Test
    void aFigureThatIsBackHasWhatItMissed() throws IOException {
        pages.scrape(page());
        String gone = page().replaceAll("(?m)^.*read_bytes_total.*\"db\".*\n", "");
        assertThat(scrape("db", gone)).doesNotContainKey("read_bytes");
        assertThat(scrape("db", page("read_bytes_total{groupname=\"db\" 5000700")))
                .containsEntry("read_bytes", 700.0);
    }

    @Test
    void aFigureThatIsNewCountsFromThen() throws IOException {
        String without = page().replaceAll("(?m)^.*read_bytes_total.*\"db\".*\n", "");
        pages.scrape(without);
        assertThat(scrape("db", page())).containsEntry("read_bytes", 0.0);
        assertThat(scrape("db", page("read_bytes_total{groupname=\"db\" 5000009")))
                .containsEntry("read_bytes", 9.0);
    }

    @Test
    void countersStartAgainTogether() throws IOException {
        pages.scrape(page());
        String again =
                page(
                        "cpu_seconds_total{groupname=\"db\",mode=\"user\" 2",
                        "cpu_seconds_total{groupname=\"db\",mode=\"system\" 1",
                        "read_bytes_total{groupname=\"db\" 6000000",
                        "write_bytes_total{groupname=\"db\" 11");
        assertThat(scrape("db", again))
                .containsEntry("cpu_seconds", 3.0)
                .containsEntry("read_bytes", 6_000_000.0)
                .containsEntry("write_bytes", 11.0);
    }

    @Test
    void whatIsNewOfANewbornIsAllOfIt() throws IOException {
        String young = page().replace("\"pool-a\"", "\"young\"");
        String old = page().replace("\"db\"", "\"old\"");
        pages.scrape(page().replaceAll("(?m)^.*\"(pool-a|db)\".*\n", ""));
        assertThat(scrape("young", young)).containsEntry("read_bytes", 100.0);
        // 100 seconds of CPU are more than 15 seconds of two cores have.
        String veryOld = old.replaceAll("mode=\"user\"} 90.5", "mode=\"user\"} 9000000");
        assertThat(scrape("old", veryOld)).containsEntry("read_bytes", 0.0);
    }

    @Test
    void zeroOfAnExporterThatMayNotReadIsNotKnown() throws IOException {
        String[] forbidden = {
            "open_filedesc{groupname=\"db\" 0",
            "worst_fd_ratio{groupname=\"db\" 0",
            "read_bytes_total{groupname=\"db\" 0",
            "write_bytes_total{groupname=\"db\" 0",
            "memory_bytes{groupname=\"db\",memtype=\"proportionalResident\" 0"
        };
        String errors = "namedprocess_scrape_partial_errors ";
        for (int i = 1; i <= 3; i++) {
            String page = page(forbidden).replace(errors + "0", errors + 7 * i);
            Map<String, Map<String, Double>> groups = FakeProc.groups(pages.scrape(page));
            assertThat(groups.get("db"))
                    .containsEntry("threads", 3.0)
                    .doesNotContainKeys(
                            "open_fds",
                            "worst_fd_ratio",
                            "read_bytes",
                            "write_bytes",
                            "proportional_bytes");
            assertThat(groups.get("pool")).containsKeys("open_fds", "read_bytes");
            assertThat(groups.get("kworker"))
                    .doesNotContainKey("open_fds")
                    .containsKey("write_bytes");
            assertThat(stats.partlyReadProcesses()).hasValue(7);
        }
        assertThat(scrape("db", page(forbidden).replace(errors + "0", errors + "21")))
                .containsEntry("open_fds", 0.0)
                .containsEntry("read_bytes", 0.0)
                .doesNotContainKey("proportional_bytes");
        assertThat(stats.partlyReadProcesses()).hasValue(0);
    }

    @Test
    void theRestIsSummedUpAsOthersAre() throws IOException {
        pages.close();
        pages = serve(1);
        pages.scrape(page());
        String busy =
                page(
                        "cpu_seconds_total{groupname=\"db\",mode=\"user\" 95",
                        "write_bytes_total{groupname=\"pool-b\" 405",
                        "write_bytes_total{groupname=\"kworker\" 4098");
        Map<String, Map<String, Double>> groups = FakeProc.groups(pages.scrape(busy));
        assertThat(groups).containsOnlyKeys("db", "(other)");
        assertThat(groups.get("(other)"))
                .containsEntry("num_procs", 7.0)
                .containsEntry("write_bytes", 7.0)
                .containsEntry("open_fds", 30.0)
                .containsEntry("worst_fd_ratio", 0.02)
                .containsEntry("oldest_start_seconds", 1.7e9)
                .doesNotContainKey("procs_sleeping");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // 0.1
                "cpu_seconds_total{groupname=\"a\"} 1 | 1 | num_procs cpu_seconds memory_bytes",
                // 0.2 to 0.4
                "cpu_user_seconds_total{groupname=\"a\"} 1, cpu_system_seconds_total{groupname=\"a\"} 2,"
                        + " states{groupname=\"a\",state=\"Running\"} 0,"
                        + " states{groupname=\"a\",state=\"Sleeping\"} 1,"
                        + " states{groupname=\"a\",state=\"Waiting\"} 0,"
                        + " states{groupname=\"a\",state=\"Zombie\"} 0, open_filedesc{groupname=\"a\"} 4"
                        + " | 3 | num_procs cpu_seconds memory_bytes open_fds procs_running"
                        + " procs_sleeping procs_waiting procs_zombie",
                // One mode without the other
                "cpu_user_seconds_total{groupname=\"a\"} 1 | | ",
            })
    void oldVersionsHaveLess(String series, Double cpuSeconds, String fields) throws IOException {
        String always =
                METRIC
                        + "num_procs{groupname=\"a\"} 1\n"
                        + METRIC
                        + "memory_bytes{groupname=\"a\",memtype=\"resident\"} 5\n";
        String page = always + METRIC + series.replace(", ", "\n" + METRIC) + "\n";
        String none = page.replaceAll("(cpu_\\S+) .*", "$1 0");
        pages.scrape(none);
        Map<String, Double> group = scrape("a", page);
        if (cpuSeconds == null) {
            assertThat(group).isEmpty();
        } else {
            assertThat(group.keySet()).containsExactlyInAnyOrder(fields.split(" "));
            assertThat(group).containsEntry("cpu_seconds", cpuSeconds);
        }
    }
}
