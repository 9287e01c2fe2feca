package io.nodepulse.agent.scrape;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.process.GroupRule;
import io.nodepulse.agent.process.ProcessScraper;
import io.nodepulse.agent.testing.RawServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What an exporter can do wrong, and what becomes of the scrape. */
class BadExporterTest {

    private final ExporterStats stats = new ExporterStats();

    @Test
    void isNoScrapeWhereThePageIsNotWhole() {
        bad(response(500, "", "oops\n"), "answered with status 500");
        bad(response(404, "", ""), "answered with status 404");
        bad(
                response(302, "Location: https://x/metrics\r\n", ""),
                "a redirect to https://x/metrics; redirects are not followed, set endpoint");
        bad(response(301, "", ""), "answered with status 301");
        bad(response(401, "", ""), "status 401, set token_file, or username and password_file");
        bad(response(200, "", group("a", 1).stripTrailing()), "the last line has no line feed");
        bad(response(200, "Content-Type: text/html\r\n", group("a", 1)), "HTML page");
        bad(response(200, "", "<html>\n<body>\n</html>\n"), "no samples");
        bad(response(200, "", ""), "no samples");
        bad(response(200, "", group("a", 1) + "namedprocess_namegroup_num"), "breaks off");
        bad(raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + group("a", 1)), "broke off");
        bad(raw("HTTP/1.1 200 OK\r\n\r\n" + group("a", 1) + "half a line"), "breaks off");
        String openMetrics = "Content-Type: application/openmetrics-text\r\n";
        bad(response(200, openMetrics, group("a", 1)), "breaks off");
        bad(raw("\u0000\u0001\u0002\r\n\r\n"), "not an HTTP answer");
    }

    @Test
    void endsAPageThatDoesNotEnd() throws IOException {
        byte[] line = "x{a=\"b\"} 1\n".repeat(10_000).getBytes(UTF_8);
        try (RawServer server =
                new RawServer(
                        (_, out) -> {
                            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                            for (int sent = 0; sent < 200 << 20; sent += line.length) {
                                out.write(line);
                            }
                        })) {
            assertThatThrownBy(() -> scrape(server, List.of(), 500))
                    .hasMessageContaining("larger than");
        }
    }

    @Test
    void givesUpOnASlowPage() throws IOException {
        try (RawServer server = new RawServer((_, _) -> {})) {
            PageFetcher fetcher = fetcher(server, Duration.ofMillis(200));
            assertThatThrownBy(() -> fetcher.fetch(1, _ -> {})).isInstanceOf(IOException.class);
        }
    }

    @Test
    void countsWhatItPassesOver() throws IOException {
        String page =
                group("good", 1)
                        + group("twice", 2)
                        + group("twice", 9)
                        + "namedprocess_namegroup_num_procs{groupname=\"half\"} 1\n"
                        + group("text", 3).replace("\"user\"} 3.0", "\"user\"} many")
                        + group("negative", 4)
                                .replace("_bytes{", "_bytes{x=\"\",")
                                .replace("16384", "-1")
                        + group("gone", 5)
                                .replace(
                                        "num_procs{groupname=\"gone\"} 5",
                                        "num_procs{groupname=\"gone\"} 0");
        String json = scrape(page, List.of(), 500);
        assertThat(json)
                .contains("\"good\"")
                .contains(
                        "{\"name\":\"twice\",\"num_procs\":2,\"cpu_seconds\":0,\"memory_bytes\":8192");
        assertThat(json)
                .doesNotContain("half")
                .doesNotContain("negative")
                .doesNotContain("\"text\"")
                .doesNotContain("gone");
        assertThat(stats.duplicateSeries()).hasValue(4);
        assertThat(stats.malformedLines()).hasValue(1);
        assertThat(stats.invalidValues()).hasValue(1);
        assertThat(stats.incompleteGroups()).hasValue(3);
    }

    @Test
    void cleansNamesThatTheServerWouldRefuse() throws IOException {
        String json =
                scrape(
                        group("", 1)
                                + group("a\\nb", 2)
                                + group("x".repeat(400), 3)
                                + group("(other)", 4)
                                + group("größe {,} \\\"q\\\"", 5),
                        List.of(),
                        500);
        assertThat(json).contains("\"name\":\"(unnamed)\"").contains("\"name\":\"a\uFFFDb\"");
        assertThat(json).contains("\"name\":\"" + "x".repeat(256) + "\"");
        assertThat(json).contains("\"name\":\"other\"").contains("größe {,} \\\"q\\\"");
    }

    @Test
    void sumsMappedGroups() throws IOException {
        List<GroupRule> rules = List.of(new GroupRule(Pattern.compile("php-fpm.*"), "php"));
        String json =
                scrape(group("php-fpm7", 1) + group("php-fpm8", 2) + group("php", 3), rules, 500);
        assertThat(json)
                .contains(
                        "[{\"name\":\"php\",\"num_procs\":6,\"cpu_seconds\":0,\"memory_bytes\":24576}]");
    }

    @Test
    void sumsUpWhatIsBeyondTheLimit() throws IOException {
        StringBuilder page = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            page.append(group("g" + i, i));
        }
        String json = scrape(page.toString(), List.of(), 10);
        assertThat(Pattern.compile("\"name\"").matcher(json).results().count()).isEqualTo(11);
        assertThat(json).contains("\"name\":\"g50\"").contains("\"name\":\"(other)\"");
        assertThat(stats.groupsSummedUp()).hasValue(40);
        long procs =
                Pattern.compile("\"num_procs\":(\\d+)")
                        .matcher(json)
                        .results()
                        .mapToLong(m -> Long.parseLong(m.group(1)))
                        .sum();
        assertThat(procs).isEqualTo(50 * 51 / 2);
    }

    @Test
    void boundsNamesOfAForkBomb() throws IOException {
        StringBuilder page = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            page.append(group("bomb" + i, 1));
        }
        String json = scrape(page.toString(), List.of(), 500);
        long procs =
                Pattern.compile("\"num_procs\":(\\d+)")
                        .matcher(json)
                        .results()
                        .mapToLong(m -> Long.parseLong(m.group(1)))
                        .sum();
        assertThat(procs).isEqualTo(20_000);
    }

    /** A group whose every figure follows from the number. */
    private static String group(String name, int n) {
        String g = "groupname=\"" + name + "\"";
        return "namedprocess_namegroup_num_procs{"
                + g
                + "} "
                + n
                + "\n"
                + "namedprocess_namegroup_cpu_seconds_total{"
                + g
                + ",mode=\"user\"} "
                + n
                + ".0\n"
                + "namedprocess_namegroup_cpu_seconds_total{"
                + g
                + ",mode=\"system\"} "
                + n
                + ".0\n"
                + "namedprocess_namegroup_memory_bytes{"
                + g
                + ",memtype=\"resident\"} "
                + (n * 4096)
                + "\n";
    }

    private void bad(byte[] answer, String reason) {
        assertThatThrownBy(
                        () -> {
                            try (RawServer server = new RawServer((_, out) -> reply(out, answer))) {
                                scrape(server, List.of(), 500);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static void reply(OutputStream out, byte[] answer) throws IOException {
        out.write(answer);
        out.close();
    }

    private static byte[] raw(String answer) {
        return answer.getBytes(ISO_8859_1);
    }

    private String scrape(String page, List<GroupRule> rules, int maxGroups) throws IOException {
        try (RawServer server = new RawServer((_, out) -> out.write(response(200, "", page)))) {
            return scrape(server, rules, maxGroups);
        }
    }

    private String scrape(RawServer server, List<GroupRule> rules, int maxGroups)
            throws IOException {
        JsonBuffer json = new JsonBuffer();
        try (PageFetcher fetcher = fetcher(server, Duration.ofSeconds(60))) {
            int sent = ProcessScraper.ofPages(fetcher, rules, maxGroups, stats).scrape(1, json);
            assertThat(sent).isPositive();
        }
        return new String(json.bytes(), 0, json.length(), UTF_8);
    }

    private PageFetcher fetcher(RawServer server, Duration timeout) {
        HttpTarget target = HttpTarget.parse(server.address("/metrics"));
        return new PageFetcher(target, new HttpConnection(target, null), timeout, stats);
    }
}
