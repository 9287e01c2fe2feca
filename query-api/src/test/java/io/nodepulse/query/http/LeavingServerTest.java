package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.Scrape.Sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What is renamed or removed in the read model is so in every answer, also in those that are kept.
 */
class LeavingServerTest {

    private RunningApi api;
    private UUID leaves;
    private UUID stays;

    @BeforeEach
    void start() throws SQLException {
        api = RunningApi.start();
        leaves = api.readModel().register("leaves", RunningApi.NOW.minusSeconds(60));
        stays = api.readModel().register("stays", RunningApi.NOW.minusSeconds(60));
        for (UUID server : List.of(leaves, stays)) {
            long at = RunningApi.NOW.minusSeconds(5).toEpochMilli();
            api.readModel()
                    .project(
                            server, List.of(new Scrape(at, List.of(new Sample("nginx", 1, 1, 1)))));
        }
    }

    @AfterEach
    void stop() throws SQLException {
        api.close();
    }

    private List<String> ofOne(UUID server) {
        return List.of(
                "/api/servers/" + server,
                "/api/servers/" + server + "/processes/top",
                "/api/servers/" + server + "/process-history?name=nginx",
                "/api/servers/" + server + "/processes/nginx/history",
                "/api/processes/top?server_ids=" + stays + "," + server);
    }

    @Test
    void aNewNameIsInTheListAndOnThePageOfTheServer() throws Exception {
        assertThat(names()).containsExactly("leaves", "stays");
        try (Watcher one = watch("/api/servers/" + stays + "/live");
                Watcher other = watch("/api/servers/" + leaves + "/live");
                Watcher all = watch("/api/live")) {
            change("UPDATE admiral.servers SET name = 'called now' WHERE server_id = ?", stays);

            String event = "data:{\"server_id\":\"" + stays + "\"}";
            await().until(() -> one.heard(event) && all.heard(event));
            assertThat(one.lines()).contains("event:server");
            assertThat(other.lines()).doesNotContain("event:server");
        }
        assertThat(names()).containsExactly("leaves", "called now");
        assertThat(api.json("/api/servers/" + stays).get("name").asString())
                .isEqualTo("called now");
    }

    @Test
    void aRemovedServerIsInNoAnswer() throws Exception {
        for (String call : ofOne(leaves)) {
            assertThat(api.get(call).statusCode()).as(call).isEqualTo(200);
        }
        assertThat(names()).containsExactly("leaves", "stays");
        assertThat(api.json("/api/processes?search=nginx").get("processes")).hasSize(2);

        remove();

        await().untilAsserted(() -> assertThat(names()).containsExactly("stays"));
        for (String call : ofOne(leaves)) {
            assertThat(api.get(call).statusCode()).as(call).isEqualTo(404);
        }
        assertThat(api.get("/api/servers/" + leaves + "/live").statusCode()).isEqualTo(404);
        JsonNode found = api.json("/api/processes?search=nginx").get("processes");
        assertThat(found.valueStream().map(each -> each.get("server_id").asString()))
                .containsExactly(stays.toString());
        for (String call : ofOne(stays)) {
            assertThat(api.get(call).statusCode()).as(call).isEqualTo(200);
        }
    }

    /** The removal comes while nobody listens. */
    @Test
    void whatGoesUnheardIsNotRememberedEither() throws Exception {
        assertThat(api.get("/api/servers/" + leaves).statusCode()).isEqualTo(200);
        api.readModel()
                .number(
                        """
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                          AND query LIKE 'LISTEN%'""");
        api.readModel()
                .update(
                        "UPDATE admiral.servers SET name = NULL, removed_at = now()"
                                + " WHERE server_id = ?",
                        leaves);

        await().untilAsserted(
                        () ->
                                assertThat(api.get("/api/servers/" + leaves).statusCode())
                                        .isEqualTo(404));
        await().untilAsserted(() -> assertThat(names()).containsExactly("stays"));
    }

    /** As the projections do: the rows of now go, and it is announced. */
    private void remove() throws SQLException {
        for (String table : List.of("process_live", "process_open")) {
            api.readModel()
                    .update(
                            "DELETE FROM admiral."
                                    + table
                                    + " WHERE server_key ="
                                    + " (SELECT server_key FROM admiral.servers WHERE server_id = ?)",
                            leaves);
        }
        change(
                """
                UPDATE admiral.servers SET name = NULL, registered_at = NULL, removed_at = now()
                WHERE server_id = ?""",
                leaves);
    }

    private void change(String sql, UUID server) throws SQLException {
        api.readModel().update(sql, server);
        api.readModel()
                .number(
                        """
                        SELECT count(pg_notify('admiral_scraped', 'servers ' || server_key || '=1'))
                        FROM admiral.servers WHERE server_id = ?""",
                        server);
    }

    private List<String> names() throws Exception {
        return api.json("/api/servers")
                .get("servers")
                .valueStream()
                .map(server -> server.get("name").asString())
                .toList();
    }

    private Watcher watch(String path) {
        Watcher watcher = new Watcher(api.uri(path));
        await().until(() -> watcher.heard(":alive"));
        return watcher;
    }
}
