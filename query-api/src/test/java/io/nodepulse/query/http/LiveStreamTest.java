package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.UUID;

class LiveStreamTest {

    private static RunningApi api;
    private static UUID server;
    private static UUID other;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        server = api.readModel().register("web-1", RunningApi.NOW);
        other = api.readModel().register("web-2", RunningApi.NOW);
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    @Test
    void aWatcherHearsOfEachScrapeOfItsServer() throws SQLException {
        try (Watcher one = watch("/api/servers/" + server + "/live");
                Watcher all = watch("/api/live")) {
            await().until(() -> one.heard(":alive") && all.heard(":alive"));
            notify("processes", other, 1);
            notify("processes", server, 2);
            notify("hosts", server, 3);
            await().until(() -> one.heard("data:{\"as_of\":\"1970-01-01T00:00:00.003Z\"}"));
            assertThat(one.lines()).contains("event:scrape");
            assertThat(one.lines()).noneMatch(line -> line.contains("00.001Z"));
            await().until(() -> all.heard(other + "\",\"as_of\":\"1970-01-01T00:00:00.001Z\"}"));
        }
    }

    @Test
    void aQuietStreamBeats() {
        try (Watcher watcher = watch("/api/servers/" + server + "/live")) {
            await().until(() -> watcher.lines().stream().filter(":alive"::equals).count() > 3);
        }
    }

    @Test
    void aLostConnectionEndsTheStreamsAndIsReplaced() throws SQLException {
        try (Watcher watcher = watch("/api/live")) {
            await().until(() -> watcher.heard(":alive"));
            api.readModel()
                    .number(
                            """
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                            """);
            await().until(watcher::isOver);
        }
        api.awaitHearing();
        try (Watcher watcher = watch("/api/live")) {
            await().until(() -> watcher.heard(":alive"));
            notify("hosts", server, 4);
            await().until(() -> watcher.heard("00.004Z"));
        }
    }

    private static Watcher watch(String path) {
        return new Watcher(api.uri(path));
    }

    private static void notify(String projection, UUID id, long asOfMillis) throws SQLException {
        api.readModel()
                .number(
                        """
                        SELECT count(pg_notify('admiral_scraped', ? || ' ' || server_key || '=' || ?))
                        FROM admiral.servers WHERE server_id = ?
                        """,
                        projection,
                        asOfMillis,
                        id);
    }
}
