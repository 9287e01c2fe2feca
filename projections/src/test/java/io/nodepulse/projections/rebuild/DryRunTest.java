package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.Appends;
import io.nodepulse.projections.Checksums;
import io.nodepulse.projections.KeptConnection;
import io.nodepulse.projections.RunningProjections;
import io.nodepulse.projections.TestReadModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A rebuild that is made to be compared changes nothing until somebody says so. */
class DryRunTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final List<UUID> servers = Stream.generate(UUID::randomUUID).limit(3).toList();
    private final String namespace = "dry-" + UUID.randomUUID();
    private final String url = TestReadModel.newDatabase();
    private final SingleConnectionDataSource kept = KeptConnection.to(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(kept);
    private ValkeyEventStore store;
    private RunningProjections projections;
    private int rounds;

    @BeforeEach
    void open() {
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace));
        append(200);
        projections = RunningProjections.start(url, namespace);
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
    }

    @AfterEach
    void close() {
        projections.close();
        store.close();
        kept.close();
    }

    private void append(int times) {
        Appends appends = new Appends(store);
        for (int i = 0; i < times; i++, rounds++) {
            Instant at = START.plusSeconds(20L * rounds);
            for (UUID server : servers) {
                appends.append(server, Appends.scrape(server, at, 1 + rounds % 7, 0.3 * rounds));
                appends.append(
                        server,
                        List.of(
                                new HostSampled(
                                        server, at, Map.of(HostMetric.LOAD_1MIN, 0.5 * rounds))));
            }
        }
    }

    @Test
    void whatWasNotTouchedIsEqual() throws Exception {
        for (String name : List.of("processes", "hosts")) {
            dryRun(name);
            JsonNode tables = compared(name);

            assertThat(tables.valueStream())
                    .isNotEmpty()
                    .allMatch(table -> table.get("equal").asBoolean())
                    .allMatch(table -> table.get("most").isEmpty());
            assertThat(tables.get(0).get("served").asLong()).isEqualTo(rounds * 3L);
            assertThat(tables.get(0).get("rebuilt").asLong()).isEqualTo(rounds * 3L);
            assertThat(projections.call("DELETE", rebuild(name))).isEqualTo(200);
            assertThat(projections.call("GET", rebuild(name) + "/comparison")).isEqualTo(409);
        }
        assertThat(projections.call("POST", rebuild("hosts") + "/switch")).isEqualTo(409);
    }

    @Test
    void whatDiffersIsNamedAndMendedBySwitching() throws Exception {
        Map<String, String> sound = Checksums.of(jdbc);
        int served = servedTable();
        int server = keyOf(servers.get(1));
        Instant first = START.plusSeconds(20L * 10);
        jdbc.update(
                "DELETE FROM admiral.process_scrapes WHERE server_key = ? AND scraped_at = ?::timestamptz",
                server,
                START.plusSeconds(20L * 199).toString());
        jdbc.update(
                """
                UPDATE admiral.process_scrapes SET resident_bytes[1] = resident_bytes[1] + 1
                WHERE server_key = ? AND keyframe_at IS NULL AND scraped_at >= ?::timestamptz""",
                server,
                first.toString());
        int minutes =
                jdbc.update(
                        "UPDATE admiral.process_minutes SET covered_ms = covered_ms + 1 WHERE server_key = ?",
                        server);

        dryRun("processes");
        JsonNode tables = compared("processes");

        JsonNode scrapes = table(tables, "process_scrapes");
        assertThat(scrapes.get("rebuilt").asLong() - scrapes.get("served").asLong()).isOne();
        assertThat(scrapes.get("different").asLong()).isGreaterThan(1);
        JsonNode most = table(tables, "process_minutes").get("most");
        assertThat(most.valueStream()).hasSize(1);
        assertThat(most.get(0).get("server").asString()).isEqualTo(servers.get(1).toString());
        assertThat(most.get(0).get("different").asInt()).isEqualTo(minutes);
        assertThat(table(tables, "process_tens").get("equal").asBoolean()).isTrue();
        assertThat(servedTable()).isEqualTo(served);

        append(5);
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
        assertThat(servedTable()).isEqualTo(served);
        assertThat(projections.call("POST", rebuild("processes") + "/switch")).isEqualTo(202);
        await().atMost(TIMEOUT).until(() -> servedTable() != served);
        assertThat(Checksums.of(jdbc).get("process_minutes"))
                .isNotEqualTo(sound.get("process_minutes"));
        dryRun("processes");
        assertThat(compared("processes").valueStream())
                .allMatch(table -> table.get("equal").asBoolean());
    }

    private void dryRun(String name) throws Exception {
        assertThat(projections.call("POST", rebuild(name) + "?dry_run=true")).isEqualTo(202);
        await().atMost(TIMEOUT).until(() -> state(name).equals("held"));
    }

    private JsonNode compared(String name) throws Exception {
        return JSON.readTree(projections.send("GET", rebuild(name) + "/comparison").body())
                .get("tables");
    }

    private String state(String name) throws Exception {
        return JSON.readTree(projections.send("GET", "/api/projections").body())
                .get("projections")
                .valueStream()
                .filter(each -> each.get("name").asString().equals(name))
                .map(each -> each.path("rebuild").path("state").asString(""))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode table(JsonNode tables, String name) {
        return tables.valueStream()
                .filter(each -> each.get("table").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String rebuild(String name) {
        return "/api/projections/" + name + "/rebuild";
    }

    private int servedTable() {
        return number("SELECT 'admiral.process_live'::regclass::oid::int");
    }

    private int keyOf(UUID server) {
        return number(
                "SELECT server_key FROM admiral.servers WHERE server_id = '%s'".formatted(server));
    }

    private int number(String sql) {
        Integer number = jdbc.queryForObject(sql, Integer.class);
        return number == null ? 0 : number;
    }
}
