package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.Scrape.Sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Whatever name the list has, its history can be asked for. */
class OddNamesTest {

    private static final List<String> NAMES =
            List.of(
                    ".",
                    "..",
                    "...",
                    "../..",
                    "./x",
                    "/",
                    "//",
                    "a/b",
                    "/leading",
                    "trailing/",
                    "\\",
                    "a\\b",
                    "..\\..",
                    "odd/sl;%2F\\",
                    "%",
                    "%%",
                    "100%",
                    "%2F",
                    "%252F",
                    "%2e%2e",
                    "%00",
                    "%zz",
                    "?",
                    "a?name=b",
                    "#",
                    "a#b",
                    ";",
                    "a;jsessionid=1",
                    "&",
                    "a&name=b",
                    "=",
                    "a=b",
                    "+",
                    "a+b",
                    " ",
                    "   ",
                    " padded ",
                    "a b",
                    "((sd-pam))",
                    "odd a) S 1 1",
                    "odd\"q\"",
                    "'",
                    "<b>&amp;",
                    "{name}",
                    "[",
                    "]",
                    "|",
                    "^",
                    "`",
                    "~",
                    ":",
                    "@",
                    ",",
                    "*",
                    "top",
                    "history",
                    "null",
                    "odd\u202eevil",
                    "\u200b",
                    "\u2028",
                    "\ufeff",
                    "\u00ad",
                    "\u2066",
                    "\u0301",
                    "\ufffd\ufffd",
                    "\u00a0",
                    "名前",
                    "\ud83d\ude00",
                    "\ud83d\ude00".repeat(128),
                    "ä".repeat(256));

    private static RunningApi api;
    private static UUID server;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        server = api.readModel().register("odd", RunningApi.NOW.minusSeconds(600));
        long last = RunningApi.NOW.minusSeconds(10).toEpochMilli();
        api.readModel().project(server, List.of(scrape(last - 15_000, 0), scrape(last, 15)));
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    /** Each uses a share of a core of its own, so that no history can be taken for another's. */
    private static Scrape scrape(long at, double seconds) {
        return new Scrape(
                at,
                NAMES.stream()
                        .map(name -> new Sample(name, 1, seconds * percent(name) / 100, 4096))
                        .toList());
    }

    private static double percent(String name) {
        return 1 + NAMES.indexOf(name);
    }

    static List<String> names() {
        return NAMES;
    }

    private static String history(String name) {
        return "/api/servers/%s/process-history?name=%s"
                .formatted(server, URLEncoder.encode(name, UTF_8));
    }

    @Test
    void theListHasThemAll() throws Exception {
        JsonNode top = api.json("/api/servers/" + server + "/processes/top?limit=100");

        assertThat(top.get("processes").valueStream().map(each -> each.get("name").asString()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachHasAHistory(String name) throws Exception {
        JsonNode history = api.json(history(name));

        assertThat(history.get("name").asString()).isEqualTo(name);
        JsonNode points = history.get("points");
        assertThat(points.get(points.size() - 1).at("/cpu_percent/avg").asDouble())
                .isEqualTo(percent(name));
    }

    /** Blanks may be written as %20, as a browser's own functions write them. */
    @ParameterizedTest
    @MethodSource("names")
    void eachHasAHistoryWhenEscapedAsInPaths(String name) throws Exception {
        JsonNode history = api.json(history(name).replace("+", "%20"));

        assertThat(history.get("name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsFoundBySearch(String name) throws Exception {
        String search = URLEncoder.encode(name, UTF_8);
        JsonNode top =
                api.json("/api/servers/" + server + "/processes/top?limit=100&search=" + search);
        JsonNode found = api.json("/api/processes?limit=100&search=" + search);

        for (JsonNode answer : List.of(top, found)) {
            assertThat(
                            answer.get("processes")
                                    .valueStream()
                                    .map(each -> each.get("name").asString()))
                    .contains(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb", "a%20b", "%25", "100%25", "%3F", "%23", "%E5%90%8D%E5%89%8D", "a;x"})
    void theAddressOfBeforeStillWorks(String escaped) throws Exception {
        HttpResponse<String> answer =
                api.get("/api/servers/" + server + "/processes/" + escaped + "/history");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"''", "name=", "name=%00", "name=a%00b", "name=a&name=b", "nam=a"})
    void whatIsNoNameIsRefused(String query) throws Exception {
        HttpResponse<String> answer =
                api.get("/api/servers/" + server + "/process-history?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"nam");
    }

    @Test
    void aNameLongerThanAnyIsRefused() throws Exception {
        HttpResponse<String> answer = api.get(history("a".repeat(257)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("1 to 256 characters");
    }

    @Test
    void aNameThatNobodyHasIsAHistoryOfNothing() throws Exception {
        for (String name : List.of("nobody", "\u0001", "\u007f\u0085\n\t")) {
            JsonNode history = api.json(history(name));
            assertThat(history.get("name").asString()).isEqualTo(name);
            assertThat(history.get("points").valueStream())
                    .allMatch(point -> point.get("num_procs").isNull());
        }
    }
}
