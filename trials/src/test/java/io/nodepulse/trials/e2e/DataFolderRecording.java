package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.trials.e2e.Http.Answer;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a data folder of this version for {@link OldDataFolderTest}, once a format has changed:
 *
 * <pre>
 * mvn -pl trials -am test -Dtest=DataFolderRecording -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dnodepulse.record=2026-11-24
 * </pre>
 *
 * <p>It holds 75 minutes of one server. The newest scrape is in the event store only: it came while
 * PostgreSQL was away, so that a later version has something left to project.
 */
@EnabledIfSystemProperty(named = "nodepulse.record", matches = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
class DataFolderRecording {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SCRAPES = 300;

    @TempDir private Path folder;

    private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, Object> recorded = new LinkedHashMap<>();

    @Test
    void record() throws Exception {
        try (UpProcess up =
                UpProcess.start(folder, Map.of("NODEPULSE_AUDIT_SEALEVERY", "1s"), "--no-agent")) {
            Http http = new Http(up.address());
            String adminToken = Files.readString(folder.resolve("admin-token")).strip();
            write(http, adminToken);
            up.terminate();
            assertThat(up.endsWithin(TIMEOUT)).isTrue();
        }
        new OldDataFolder(OldDataFolder.ALL.resolve(System.getProperty("nodepulse.record")))
                .write(folder, recorded);
    }

    private void write(Http http, String adminToken) throws Exception {
        JsonNode server = http.register("old", adminToken).body();
        UUID id = UUID.fromString(server.get("id").stringValue());
        String token = server.get("agent_token").stringValue();
        List<Scrape> day = RecordedDay.endingAt(end).scrapes();
        List<Scrape> scrapes = day.subList(day.size() - SCRAPES, day.size());
        List<Scrape> projected = scrapes.subList(0, SCRAPES - 1);
        taken(http.push(id, token, projected));
        taken(http.push(id, token, Map.of("node_exporter", List.of(hostScrape()))));
        await().atMost(TIMEOUT).until(() -> http.newestScrape(id).equals(projected.getLast().at()));
        await().atMost(TIMEOUT)
                .until(() -> http.get("api/event-store"), DataFolderRecording::sealed);
        ask(http, id, scrapes.getFirst().at());
        stopPostgres();
        taken(http.push(id, token, List.of(scrapes.getLast())));
        recorded.put("server_id", id);
        recorded.put("agent_token", token);
        recorded.put("newest_scrape_at", end);
        recorded.put("events", scrapes.stream().mapToInt(s -> s.samples().size()).sum() + 1);
        recorded.put("seals", http.verify(adminToken));
        recorded.put(
                "first_events",
                http.get(
                                "api/servers/"
                                        + id
                                        + "/events?limit=40&from="
                                        + scrapes.getFirst().at().minusSeconds(1))
                        .get("events"));
    }

    private Map<String, Object> hostScrape() {
        return Map.of(
                "timestamp",
                end.minusSeconds(30).toString(),
                "cpu_cores",
                8,
                "memory_total_bytes",
                16_000_000_000L,
                "memory_available_bytes",
                4_000_000_000L,
                "load_1min",
                2.5);
    }

    /** Questions whose answers no longer change. */
    private void ask(Http http, UUID id, Instant start) throws IOException, InterruptedException {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String metric : List.of("cpu", "memory")) {
            for (int minutes : List.of(10, 70)) {
                Instant from = start.plusSeconds(120);
                String path =
                        "api/servers/%s/processes/top?metric=%s&limit=100&from=%s&to=%s"
                                .formatted(id, metric, from, from.plusSeconds(minutes * 60L));
                answers.add(Map.of("path", path, "processes", http.get(path).get("processes")));
            }
        }
        recorded.put("tops", answers);
        JsonNode host = http.get("api/servers/" + id);
        recorded.put(
                "server",
                Map.of(
                        "name", host.get("name"),
                        "cpu_cores", host.get("cpu_cores"),
                        "load_1min", host.get("load_1min"),
                        "memory_total_bytes", host.get("memory_total_bytes")));
    }

    private static void taken(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    }

    private static boolean sealed(JsonNode store) {
        return store.get("events").asLong() == store.get("sealed_events").asLong();
    }

    /** Leaves it with as little of its log as it can do with, and ends it in order. */
    private void stopPostgres() throws Exception {
        Path pidFile = folder.resolve("postgres/cluster/postmaster.pid");
        List<String> lines = Files.readAllLines(pidFile);
        Path settings = folder.resolve("postgres/cluster/postgresql.auto.conf");
        String before = Files.readString(settings);
        Files.writeString(settings, before + "wal_recycle = off\n");
        new ProcessBuilder("kill", "-HUP", lines.get(0)).start().waitFor();
        String url = "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(lines.get(3));
        String password = Files.readString(folder.resolve("postgres/password")).strip();
        try (Connection connection =
                        DriverManager.getConnection(url, "nodepulse_services", password);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM FREEZE");
        }
        // The end of the server is a checkpoint.
        Files.writeString(settings, before);
        new ProcessBuilder("kill", "-INT", lines.get(0)).start().waitFor();
        await().atMost(TIMEOUT).until(() -> Files.notExists(pidFile));
    }
}
