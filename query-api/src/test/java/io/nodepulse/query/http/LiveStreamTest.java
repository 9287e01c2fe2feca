package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

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
        try (Watcher one = new Watcher("/api/servers/" + server + "/live");
                Watcher all = new Watcher("/api/live")) {
            await().until(() -> one.heard(":alive") && all.heard(":alive"));
            notify("processes", other, 1);
            notify("processes", server, 2);
            notify("hosts", server, 3);
            await().until(() -> one.heard("data:{\"as_of\":\"1970-01-01T00:00:00.003Z\"}"));
            assertThat(one.lines).contains("event:scrape");
            assertThat(one.lines).noneMatch(line -> line.contains("00.001Z"));
            await().until(() -> all.heard(other + "\",\"as_of\":\"1970-01-01T00:00:00.001Z\"}"));
        }
    }

    @Test
    void aQuietStreamBeats() {
        try (Watcher watcher = new Watcher("/api/servers/" + server + "/live")) {
            await().until(() -> watcher.lines.stream().filter(":alive"::equals).count() > 3);
        }
    }

    @Test
    void aLostConnectionEndsTheStreamsAndIsReplaced() throws SQLException {
        try (Watcher watcher = new Watcher("/api/live")) {
            await().until(() -> watcher.heard(":alive"));
            api.readModel()
                    .number(
                            """
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                            """);
            await().until(watcher.ended::isDone);
        }
        api.awaitHearing();
        try (Watcher watcher = new Watcher("/api/live")) {
            await().until(() -> watcher.heard(":alive"));
            notify("hosts", server, 4);
            await().until(() -> watcher.heard("00.004Z"));
        }
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

    /** Reads a stream of events line by line until it is closed. */
    private static final class Watcher implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Collection<String> lines = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> ended;

        private Watcher(String path) {
            ended =
                    http.sendAsync(
                                    HttpRequest.newBuilder(api.uri(path)).build(),
                                    HttpResponse.BodyHandlers.ofLines())
                            .thenAccept(response -> response.body().forEach(lines::add));
        }

        private boolean heard(String part) {
            return lines.stream().anyMatch(line -> line.contains(part));
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
