package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.Scrape.Sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of the processes of a server. */
class ChangesTest {

    private static final Instant LAST = RunningApi.NOW.minusSeconds(10);

    private static RunningApi api;
    private static UUID server;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        server = api.readModel().register("web-1", RunningApi.NOW.minusSeconds(9_000));
        api.readModel()
                .project(
                        server,
                        List.of(
                                new Scrape(
                                        LAST.toEpochMilli(),
                                        List.of(
                                                new Sample("nginx", 4, 1, 1 << 20),
                                                new Sample("java", 1, 1, 1 << 20)))));
        for (String table : List.of("process_changes", "host_snapshots")) {
            api.readModel()
                    .update(
                            "DO $$ BEGIN PERFORM admiral.ensure_partition('admiral.%s', '%s'); END $$"
                                    .formatted(table, LAST.toString().substring(0, 10)));
        }
        add(7_200, 15, "ARRAY['nginx', 'java']", "{1,2}", "{0,104857600}", "{1767225600000,0}", 3);
        add(600, 15, "ARRAY['java', 'nginx']", "{3,4}", "{0,4}", "{0,12}", 0);
        add(60, 15, "ARRAY['java']", "{5}", "{943718400}", "{104857600}", 0);
        host(75, 1);
        host(60, 2);
        host(45, 2);
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    private static void add(
            int secondsAgo,
            int interval,
            String names,
            String kinds,
            String before,
            String after,
            int omitted)
            throws SQLException {
        Instant at = LAST.minusSeconds(secondsAgo);
        api.readModel()
                .update(
                        """
                        INSERT INTO admiral.process_changes
                        SELECT server_key, ?, ?,
                               ARRAY(SELECT name_key FROM unnest(%s) WITH ORDINALITY AS n (name, i)
                                     JOIN admiral.process_names USING (name) ORDER BY i),
                               '%s', '%s', '%s', ?
                        FROM admiral.servers WHERE server_id = ?"""
                                .formatted(names, kinds, before, after),
                        Timestamp.from(at),
                        Timestamp.from(at.minusSeconds(interval)),
                        omitted,
                        server);
    }

    private static void host(int secondsAgo, long kills) throws SQLException {
        api.readModel()
                .update(
                        """
                        INSERT INTO admiral.host_snapshots (server_key, scraped_at, oom_kills_total)
                        SELECT server_key, ?, ? FROM admiral.servers WHERE server_id = ?""",
                        Timestamp.from(LAST.minusSeconds(secondsAgo).plusMillis(300)),
                        kills,
                        server);
    }

    private static JsonNode changes(String parameters) throws Exception {
        return api.json("/api/servers/" + server + "/changes" + parameters);
    }

    @Test
    void theNewestComeFirstAndSayWhatWasAndIs() throws Exception {
        JsonNode answer = changes("?hours=24");

        JsonNode changes = answer.get("changes");
        assertThat(changes).hasSize(5);
        JsonNode memory = changes.get(0);
        assertThat(memory.get("kind").asString()).isEqualTo("memory");
        assertThat(memory.get("memory_mb_before").asDouble()).isEqualTo(900);
        assertThat(memory.get("memory_mb_after").asDouble()).isEqualTo(100);
        assertThat(Instant.parse(memory.get("since").asString())).isEqualTo(LAST.minusSeconds(75));
        JsonNode restarted = changes.get(1);
        assertThat(restarted.get("kind").asString()).isEqualTo("restarted");
        assertThat(restarted.get("started_at").isNull()).isTrue();
        JsonNode count = changes.get(2);
        assertThat(count.get("procs_before").asLong()).isEqualTo(4);
        assertThat(count.get("procs_after").asLong()).isEqualTo(12);
        JsonNode started = changes.get(3);
        assertThat(started.get("name").asString()).isEqualTo("nginx");
        assertThat(started.get("started_at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(changes.get(4).get("memory_mb_before").asDouble()).isEqualTo(100);
        assertThat(answer.get("omitted").asLong()).isEqualTo(3);
        assertThat(answer.get("more").asBoolean()).isFalse();
        assertThat(answer.get("to").isNull()).isTrue();
    }

    /** The kernel killed something between the two scrapes in which memory fell. */
    @Test
    void whatShrankWhileTheKernelKilledIsProbablyThat() throws Exception {
        JsonNode changes = changes("?hours=24").get("changes");
        assertThat(changes.get(0).get("probably_out_of_memory").asBoolean()).isTrue();
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).get("probably_out_of_memory").asBoolean()).isFalse();
        }
    }

    @Test
    void countsAreOfTheRangeAndTheListIsLimited() throws Exception {
        JsonNode answer = changes("?hours=24&limit=2");
        assertThat(answer.get("changes")).hasSize(2);
        assertThat(answer.get("more").asBoolean()).isTrue();
        assertThat(answer.get("counts").toString())
                .isEqualTo("{\"started\":1,\"ended\":1,\"restarted\":1,\"count\":1,\"memory\":1}");
        assertThat(changes("?hours=1").get("changes")).hasSize(3);
        String range =
                "?from=%s&to=%s".formatted(LAST.minusSeconds(8_000), LAST.minusSeconds(7_000));
        assertThat(changes(range).get("changes")).hasSize(2);
        assertThat(changes(range).get("to").asString())
                .isEqualTo(LAST.minusSeconds(7_000).toString());
    }

    @Test
    void oneProcessCanBeAskedFor() throws Exception {
        assertThat(changes("?hours=24&name=java").get("changes")).hasSize(3);
        JsonNode none = changes("?hours=24&name=nobody");
        assertThat(none.get("changes")).isEmpty();
        assertThat(none.at("/counts/started").asLong()).isZero();
    }

    @Test
    void whatIsNotKnownIsRefused() throws Exception {
        assertThat(api.get("/api/servers/" + server + "/changes?limit=0").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/servers/" + server + "/changes?kind=x").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/servers/" + UUID.randomUUID() + "/changes").statusCode())
                .isEqualTo(404);
    }
}
