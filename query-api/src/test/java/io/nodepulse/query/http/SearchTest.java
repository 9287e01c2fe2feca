package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.Scrape.Sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A search looks through all processes, not through those that a list would show. */
class SearchTest {

    private static final int GROUPS = 2_000;
    private static final Pattern STATEMENTS =
            Pattern.compile("nodepulse_query_read_seconds_count\\S* ([0-9.E]+)");

    private static RunningApi api;
    private static UUID large;
    private static UUID small;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        large = api.readModel().register("large", RunningApi.NOW.minusSeconds(600));
        small = api.readModel().register("another", RunningApi.NOW.minusSeconds(600));
        long last = RunningApi.NOW.minusSeconds(10).toEpochMilli();
        List<String> names =
                IntStream.range(0, GROUPS - 3).mapToObj("worker-%04d"::formatted).toList();
        project(large, last, with(names, "Idle-Straße", "idle-two", "the idle one"));
        project(small, last, List.of("idle-two", "ΟΔΟΣ"));
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /** The first uses most, the last nothing. */
    private static void project(UUID server, long last, List<String> names) throws SQLException {
        List<Scrape> scrapes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<Sample> samples = new ArrayList<>();
            for (String name : names) {
                double perScrape = (names.size() - 1 - samples.size()) / 1_000.0;
                samples.add(new Sample(name, 1, i * perScrape, 4096));
            }
            scrapes.add(new Scrape(last - 15_000 * (1 - i), samples));
        }
        api.readModel().project(server, scrapes);
    }

    private static List<String> names(String call) throws Exception {
        JsonNode answer = api.json(call);
        return answer.get("processes")
                .valueStream()
                .map(each -> each.get("name").asString())
                .toList();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The heaviest first, as in the whole list. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    idle        | Idle-Straße, idle-two, the idle one
                    IDLE        | Idle-Straße, idle-two, the idle one
                    idle-       | Idle-Straße, idle-two
                    ' idle '    | the idle one
                    straße      | Idle-Straße
                    STRASSE     | Idle-Straße
                    worker-1996 | worker-1996
                    ORKER-000   | worker-0000, worker-0001, worker-0002, worker-0003, worker-0004, \
                    worker-0005, worker-0006, worker-0007, worker-0008, worker-0009
                    %           |
                    _           |
                    nobody      |
                    """)
    void aPartOfTheNameIsEnoughAmongTwoThousand(String search, String found) throws Exception {
        List<String> expected = found == null ? List.of() : List.of(found.split(", "));
        String query = "?search=" + escaped(search);

        assertThat(names("/api/servers/" + large + "/processes/top" + query)).isEqualTo(expected);
        for (String range : List.of("&hours=168", "&metric=memory", "&limit=100")) {
            assertThat(names("/api/servers/" + large + "/processes/top" + query + range))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void theLimitCountsWhatWasFound() throws Exception {
        String top = "/api/servers/" + large + "/processes/top?limit=2&search=";

        assertThat(names(top + "worker")).containsExactly("worker-0000", "worker-0001");
        assertThat(names(top + "idle")).containsExactly("Idle-Straße", "idle-two");
    }

    @Test
    void figuresAreThoseOfTheWholeList() throws Exception {
        String top = "/api/servers/" + large + "/processes/top?limit=100";

        assertThat(api.json(top + "&search=worker-0007").get("processes"))
                .containsExactly(api.json(top).at("/processes/7"));
    }

    @Test
    void severalServersAreSearchedTogether() throws Exception {
        JsonNode top =
                api.json("/api/processes/top?server_ids=%s,%s&search=TWO".formatted(large, small));

        assertThat(top.get("merged").valueStream().map(each -> each.get("name").asString()))
                .containsExactly("idle-two");
        assertThat(top.at("/merged/0/servers").asInt()).isEqualTo(2);
        assertThat(top.get("servers").valueStream().map(each -> each.get("processes").size()))
                .containsExactly(1, 1);
    }

    /**
     * Names that begin like that, then those that only have it; a name's servers by their names.
     */
    @Test
    void theWholeFleetIsSearchedByName() throws Exception {
        JsonNode found = api.json("/api/processes?search=idle").get("processes");

        assertThat(
                        found.valueStream()
                                .map(
                                        each ->
                                                each.get("name").asString()
                                                        + " "
                                                        + each.get("server_id").asString()))
                .containsExactly(
                        "Idle-Straße " + large,
                        "idle-two " + small,
                        "idle-two " + large,
                        "the idle one " + large);
        assertThat(names("/api/processes?search=" + escaped("δος"))).containsExactly("ΟΔΟΣ");
        assertThat(names("/api/processes?search=worker")).hasSize(20);
        assertThat(names("/api/processes?search=worker&limit=100")).hasSize(100);
        assertThat(names("/api/processes?search=worker-1996")).containsExactly("worker-1996");
    }

    /**
     * The window's buckets in one statement, the names from memory: a search costs what a list
     * does.
     */
    @Test
    void aSearchReadsNoMoreThanAList() throws Exception {
        String top = "/api/servers/" + large + "/processes/top?hours=24&limit=100";
        api.json(top);
        api.json("/api/processes?search=x");
        double before = statements();
        api.json(top + "&search=idle-two");
        double afterTop = statements();
        api.json("/api/processes?search=idle-two");

        assertThat(afterTop - before).isEqualTo(1);
        assertThat(statements() - afterTop).as("how many servers there are").isEqualTo(1);
    }

    private static double statements() throws Exception {
        Matcher counts = STATEMENTS.matcher(api.get("/metrics").body());
        return counts.results().mapToDouble(count -> Double.parseDouble(count.group(1))).sum();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/processes, search",
        "/api/processes?search=, search",
        "/api/processes?search=%00, search",
        "/api/processes?search=a&limit=101, limit",
        "/api/processes?search=a&hours=1, hours",
    })
    void badSearchesAreNamed(String call, String parameter) throws Exception {
        HttpResponse<String> answer = api.get(call);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"" + parameter + '"');
    }

    @Test
    void aSearchForNothingIsRefused() throws Exception {
        String top = "/api/servers/" + large + "/processes/top?search=";

        assertThat(api.get(top).statusCode()).isEqualTo(400);
        assertThat(api.get(top + "a".repeat(257)).body()).contains("1 to 256 characters");
    }
}
