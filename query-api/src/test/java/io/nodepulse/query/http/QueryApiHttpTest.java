package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.Scrape.Sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class QueryApiHttpTest {

    private static final long MIB = 1 << 20;
    private static RunningApi api;
    private static UUID server;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        server = api.readModel().register("web-1", RunningApi.NOW.minusSeconds(7_200));
        api.readModel().project(server, history(RunningApi.NOW.minusSeconds(10), 11));
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    /** Every 15 s: {@code a/b} uses half a core and 100 MiB, {@code idle} nothing and 200 MiB. */
    private static List<Scrape> history(Instant last, int count) {
        List<Scrape> scrapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = last.minusSeconds(15L * (count - 1 - i)).toEpochMilli();
            Sample busy = new Sample("a/b", 2, 1_000 + 7.5 * i, 100 * MIB);
            Sample idle = new Sample("idle", 1, 5, 200 * MIB);
            scrapes.add(new Scrape(at, i == count - 1 ? List.of(busy) : List.of(busy, idle)));
        }
        return scrapes;
    }

    @Test
    void topNamesTheHeaviestProcesses() throws Exception {
        JsonNode top = api.json("/api/servers/" + server + "/processes/top?hours=1");
        assertThat(top)
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"server_id": "%s", "metric": "cpu", "time_range_hours": 1,
                                         "from": "%s", "to": "2026-03-10T12:05:20Z",
                                         "as_of": "2026-03-10T12:05:20Z", "coverage": %s,
                                         "covered_seconds": 150.0,
                                         "last_scrape_at": "2026-03-10T12:05:20Z",
                                         "cpu_cores": null, "coarser": null, "kept_since": null,
                                         "processes": [
                                          {"name": "a/b", "num_procs": 2, "cpu_percent": 50.0,
                                           "host_percent": null, "memory_mb": 100.0,
                                           "cpu_seconds": 75.0, "covered_seconds": 150.0,
                                           "avg_cpu_percent": 50.0, "running_cpu_percent": 50.0,
                                           "max_cpu_percent": 50.0,
                                           "max_cpu_at": "2026-03-10T12:03:05Z",
                                           "avg_memory_mb": 100.0,
                                           "peak_memory_mb": 100.0, "running": true,
                                           "last_seen": "2026-03-10T12:05:20Z",
                                           "figure": null},
                                          {"name": "idle", "num_procs": 1, "cpu_percent": 0.0,
                                           "host_percent": null, "memory_mb": 200.0,
                                           "cpu_seconds": 0.0, "covered_seconds": 135.0,
                                           "avg_cpu_percent": 0.0, "running_cpu_percent": 0.0,
                                           "max_cpu_percent": 0.0,
                                           "max_cpu_at": "2026-03-10T12:03:05Z",
                                           "avg_memory_mb": 200.0,
                                           "peak_memory_mb": 200.0, "running": false,
                                           "last_seen": "2026-03-10T12:05:05Z",
                                           "figure": null}]}
                                        """
                                                .formatted(
                                                        server,
                                                        top.get("from").asString(),
                                                        top.get("coverage"))));
        assertThat(top.get("coverage").asDouble()).isBetween(0.04, 0.043);
    }

    /** Every 5 s for an hour {@code java} uses 21.7 % of a core; {@code npm ci} burns for one. */
    @Test
    void whatWasEatenRanksAndNotHowFast() throws Exception {
        UUID builder = api.readModel().register("builder", RunningApi.NOW);
        List<Scrape> scrapes = new ArrayList<>();
        Instant last = RunningApi.NOW.minusSeconds(3);
        for (int i = 0; i <= 720; i++) {
            List<Sample> samples = new ArrayList<>();
            samples.add(new Sample("java", 1, 100 + i * 780.0 / 720, 900 * MIB));
            if (i == 400 || i == 401) {
                samples.add(new Sample("npm ci", 1, 1 + 6.4 * (i - 400), 300 * MIB));
            }
            scrapes.add(new Scrape(last.minusSeconds(5L * (720 - i)).toEpochMilli(), samples));
        }
        api.readModel().project(builder, scrapes);
        String address = "/api/servers/" + builder + "/processes/";
        JsonNode top = api.json(address + "top?hours=1");
        assertThat(top.at("/processes/0/name").asString()).isEqualTo("java");
        JsonNode npm = top.at("/processes/1");
        assertThat(npm.get("cpu_seconds").asDouble()).isEqualTo(6.4);
        assertThat(npm.get("covered_seconds").asDouble()).isEqualTo(5);
        assertThat(npm.get("avg_cpu_percent").asDouble()).isEqualTo(0.18);
        assertThat(npm.get("running_cpu_percent").asDouble()).isEqualTo(128);
        assertThat(npm.get("max_cpu_percent").asDouble()).isEqualTo(128);
        Instant burnt = last.minusSeconds(5 * (720 - 401)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(npm.get("max_cpu_at").asString()).isEqualTo(burnt.toString());
        for (int hours : new int[] {1, 6, 24, 168}) {
            JsonNode history = api.json(address + "npm%20ci/history?hours=" + hours);
            JsonNode inTop = api.json(address + "top?hours=" + hours).at("/processes/1");
            assertThat(history.get("process")).isEqualTo(inTop);
        }
    }

    @Test
    void memoryRanksByAverageResidentSetSize() throws Exception {
        JsonNode top = api.json("/api/servers/" + server + "/processes/top?metric=memory&limit=1");
        assertThat(top.get("processes")).hasSize(1);
        assertThat(top.at("/processes/0/name").asString()).isEqualTo("idle");
    }

    @Test
    void aRangeWithoutDataIsEmptyWithCoverage0() throws Exception {
        String range = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
        JsonNode top = api.json("/api/servers/" + server + "/processes/top?" + range);
        JsonNode fleet = api.json("/api/processes/top?server_ids=" + server + "&" + range);
        JsonNode history = api.json("/api/servers/" + server + "/processes/idle/history?" + range);
        for (JsonNode answer : List.of(top, fleet.at("/servers/0"), history)) {
            assertThat(answer.get("coverage").asDouble()).isZero();
            assertThat(answer.get("as_of").asString()).isEqualTo("2026-03-10T12:05:20Z");
        }
        assertThat(top.get("processes")).isEmpty();
        assertThat(top.get("time_range_hours").isNull()).isTrue();
        assertThat(fleet.get("merged")).isEmpty();
        assertThat(history.get("points").valueStream())
                .isNotEmpty()
                .allMatch(point -> point.get("cpu_percent").isNull());
    }

    @Test
    void topRanksByOptionalFiguresToo() throws Exception {
        JsonNode top = api.json("/api/servers/" + server + "/processes/top?hours=1&metric=threads");
        assertThat(top.get("metric").asString()).isEqualTo("threads");
        JsonNode figure = top.at("/processes/0/figure");
        assertThat(figure.get("unit").asString()).isEqualTo("count");
        assertThat(figure.get("total").isNull()).isTrue();
        assertThat(figure.get("known").asDouble()).isBetween(0.001, 1.0);
        JsonNode unknown = api.json("/api/servers/" + server + "/processes/top?metric=fds");
        assertThat(unknown.at("/processes/0/figure/avg").isNull()).isTrue();
        assertThat(unknown.at("/processes/0/figure/known").asDouble()).isZero();
        JsonNode merged = api.json("/api/processes/top?metric=threads&server_ids=" + server);
        assertThat(merged.at("/merged/0/figure")).isEqualTo(figure);
    }

    @Test
    void topAcrossServersIsPerServerAndMerged() throws Exception {
        UUID other = api.readModel().register("web-2", RunningApi.NOW);
        api.readModel().project(other, history(RunningApi.NOW.minusSeconds(20), 5));
        JsonNode top = api.json("/api/processes/top?server_ids=" + server + "," + other);
        assertThat(top.get("servers")).hasSize(2);
        assertThat(top.at("/merged/0"))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"name": "a/b", "servers": 2, "num_procs": 4,
                                         "cpu_seconds": 105.0, "covered_seconds": 210.0,
                                         "avg_cpu_percent": 100.0, "running_cpu_percent": 100.0,
                                         "max_cpu_percent": 50.0,
                                         "max_cpu_at": "2026-03-10T12:03:05Z",
                                         "avg_memory_mb": 200.0,
                                         "peak_memory_mb": 100.0, "figure": null}
                                        """));
    }

    @Test
    void historyTakesNamesWithSlashesAndKeepsGaps() throws Exception {
        JsonNode history =
                api.json("/api/servers/" + server + "/processes/a%2Fb/history?hours=1&points=100");
        assertThat(history.get("name").asString()).isEqualTo("a/b");
        assertThat(history.get("step_seconds").asInt()).isEqualTo(60);
        JsonNode points = history.get("points");
        assertThat(points).hasSizeBetween(60, 62);
        assertThat(points.get(0).get("cpu_percent").isNull()).isTrue();
        assertThat(points.get(0).get("num_procs").isNull()).isTrue();
        JsonNode last = points.get(points.size() - 1);
        assertThat(last.at("/cpu_percent/avg").asDouble()).isEqualTo(50);
        assertThat(last.at("/memory_mb/max").asDouble()).isEqualTo(100);
        assertThat(last.get("num_procs").asInt()).isEqualTo(2);
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws Exception {
        for (String path :
                List.of("/processes/top?hours=6", "/processes/idle/history?hours=6", "")) {
            String address = "/api/servers/" + server + path;
            String etag = api.get(address).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = api.get(address, "If-None-Match", etag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        }
    }

    @Test
    void longAnswersAreSentCompressedAndStill304() throws Exception {
        String address = "/api/servers/" + server + "/processes/idle/history?hours=6";
        HttpResponse<String> zipped = api.get(address, "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("Vary"))
                .hasValueSatisfying(
                        vary -> assertThat(vary).containsIgnoringCase("accept-encoding"));
        String etag = zipped.headers().firstValue("ETag").orElseThrow();
        assertThat(api.get(address, "Accept-Encoding", "gzip", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(api.get(address).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void rebuiltTablesMakeNewEntityTags() throws Exception {
        UUID rebuilt = api.readModel().register("web-6", RunningApi.NOW);
        api.readModel().project(rebuilt, history(RunningApi.NOW.minusSeconds(10), 5));
        String address = "/api/processes/top?server_ids=" + rebuilt;
        String before = api.get(address).headers().firstValue("ETag").orElseThrow();
        api.readModel().rebuildLive();
        HttpResponse<String> after = api.get(address, "If-None-Match", before);
        assertThat(after.statusCode()).isEqualTo(200);
        String etag = after.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).isNotEqualTo(before);
        assertThat(api.get(address, "If-None-Match", etag).statusCode()).isEqualTo(304);

        api.readModel().rebuildRowsOf(rebuilt);
        assertThat(api.get(address, "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void theMetricsPageTimesReads() throws Exception {
        api.json("/api/servers");
        assertThat(api.get("/metrics").body())
                .containsPattern("nodepulse_query_read_seconds_count [1-9]");
        assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void aProjectedScrapeReplacesTheAnswerInMemory() throws Exception {
        UUID growing = api.readModel().register("web-3", RunningApi.NOW);
        String address = "/api/servers/" + growing + "/processes/top";
        assertThat(api.json(address).get("as_of").isNull()).isTrue();
        Instant asOf = RunningApi.NOW.minusSeconds(5);
        for (int count = 2; count < 6; count++) {
            Instant newest = asOf.plusMillis(count);
            api.readModel().project(growing, history(newest, count));
            await().atMost(Duration.ofSeconds(5))
                    .until(
                            () ->
                                    api.json(address)
                                            .get("as_of")
                                            .asString()
                                            .equals(newest.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    processes/top?hours=0                     | hours  | 1 to 8784
                    processes/top?hours=8785                  | hours  | 1 to 8784
                    processes/top?hours=abc                   | hours  | 1 to 8784
                    processes/top?limit=0                     | limit  | 1 to 100
                    processes/top?limit=1000                  | limit  | 1 to 100
                    processes/top?metric=disk                 | metric | cpu, memory
                    processes/top?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | from | before
                    processes/top?from=now                    | from   | RFC 3339
                    processes/x/history?points=9              | points | 10 to 1000
                    processes/x/history?points=1001           | points | 10 to 1000
                    processes/x/history?hours=0               | hours  | 1 to 8784
                    """)
    void aBadParameterIsNamedWithWhatIsAllowed(String path, String parameter, String allowed)
            throws Exception {
        HttpResponse<String> response = api.get("/api/servers/" + server + "/" + path);
        assertProblem(response, 400, parameter, allowed);
    }

    @Test
    void badServersAreNamed() throws Exception {
        String unknown = UUID.randomUUID().toString();
        for (String path : List.of("", "/processes/top", "/processes/x/history", "/live")) {
            assertProblem(api.get("/api/servers/" + unknown + path), 404, "id", "registered");
            assertProblem(api.get("/api/servers/nonsense" + path), 400, "id", "UUID");
        }
        assertProblem(api.get("/api/processes/top"), 400, "server_ids", "UUID");
        assertProblem(api.get("/api/processes/top?server_ids=1,2"), 400, "server_ids", "UUID");
        assertProblem(
                api.get("/api/processes/top?server_ids=" + unknown),
                404,
                "server_ids",
                "registered");
    }

    @Test
    void theListTellsTheStateOfEachServer() throws Exception {
        UUID silent = api.readModel().register("web-4", RunningApi.NOW);
        UUID stale = api.readModel().register("web-5", RunningApi.NOW);
        api.readModel().project(stale, history(RunningApi.NOW.minusSeconds(61), 3));
        JsonNode list = api.json("/api/servers");
        assertThat(state(list, silent)).isEqualTo("never_seen");
        assertThat(state(list, stale)).isEqualTo("stale");
        assertThat(state(list, server)).isEqualTo("live");
        assertThat(list.at("/servers/0/name").asString()).isEqualTo("web-1");
        assertThat(list.at("/servers/0/cpu_history")).hasSize(30);
    }

    private static String state(JsonNode list, UUID id) {
        for (JsonNode entry : list.get("servers")) {
            if (entry.get("id").asString().equals(id.toString())) {
                return entry.get("state").asString();
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    private static void assertProblem(
            HttpResponse<String> response, int status, String parameter, String allowed)
            throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
        assertThat(problem.get("allowed").asString()).contains(allowed);
        assertThat(problem.get("title").asString()).isNotEmpty();
        assertThat(problem.get("detail").asString()).isNotEmpty();
        assertThat(problem.get("instance").asString()).startsWith("/api/");
    }
}
