package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.largest.LargestProcess;
import io.nodepulse.events.store.largest.LargestProcesses;
import io.nodepulse.events.store.largest.LargestStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The processes behind a group. */
class LargestTest {

    private static final Instant LAST = RunningApi.NOW.minusSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static RunningApi api;
    private static UUID server;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
        server = api.readModel().register("web-1", RunningApi.NOW.minusSeconds(9_000));
        EventStoreSettings settings = EventStoreSettings.at(EmbeddedValkey.shared().uri());
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            new LargestStore(store.connection(), settings.namespace(), store::shardOf)
                    .keep(
                            server,
                            List.of(
                                    list(LAST.minusSeconds(600), process("php", 7, 3, null)),
                                    list(
                                            LAST,
                                            process("php", 9, 90, "php -S ***"),
                                            process("php", 8, Double.NaN, null),
                                            new LargestProcess("cron", 2, null, 0, 0, 0, null))))
                    .join();
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    private static LargestProcesses list(Instant at, LargestProcess... processes) {
        return new LargestProcesses(at, MINUTE, List.of(processes));
    }

    private static LargestProcess process(
            String group, int pid, double cpuSeconds, @Nullable String arguments) {
        long start = LAST.minusSeconds(3_600).getEpochSecond();
        return new LargestProcess(group, pid, "www", start, cpuSeconds, 3 << 19, arguments);
    }

    private static JsonNode largest(String parameters) throws Exception {
        return api.json("/api/servers/" + server + "/largest-processes" + parameters);
    }

    @Test
    void theNewestListSaysWhoIsBehindAGroup() throws Exception {
        JsonNode answer = largest("?name=php");

        assertThat(answer.get("at").asString()).isEqualTo(LAST.toString());
        assertThat(answer.get("seconds").asDouble()).isEqualTo(60);
        assertThat(answer.get("processes").toString())
                .isEqualTo(
                        """
                        [{"name":"php","pid":9,"user":"www","started_at":"2026-03-10T11:05:10Z",\
                        "cpu_percent":150.0,"cpu_seconds":90.0,"memory_mb":1.5,\
                        "arguments":"php -S ***"},\
                        {"name":"php","pid":8,"user":"www","started_at":"2026-03-10T11:05:10Z",\
                        "cpu_percent":null,"cpu_seconds":null,"memory_mb":1.5,"arguments":null}]""");
    }

    @Test
    void withoutANameAllGroupsAre() throws Exception {
        JsonNode processes = largest("").get("processes");

        assertThat(processes).hasSize(3);
        JsonNode unknown = processes.get(2);
        assertThat(unknown.get("user").isNull()).isTrue();
        assertThat(unknown.get("started_at").isNull()).isTrue();
        assertThat(unknown.get("cpu_percent").asDouble()).isZero();
    }

    @Test
    void aMomentHasTheListBeforeItAndNoneThatIsOld() throws Exception {
        JsonNode before = largest("?name=php&at=" + LAST.minusMillis(1).minusSeconds(300));
        assertThat(before.at("/processes/0/pid").asInt()).isEqualTo(7);
        assertThat(largest("?at=" + LAST.toEpochMilli()).get("processes")).hasSize(3);

        JsonNode none = largest("?name=php&at=" + LAST.minusMillis(1));
        assertThat(none.get("at").isNull()).isTrue();
        assertThat(none.get("seconds").isNull()).isTrue();
        assertThat(none.get("processes")).isEmpty();
    }

    @Test
    void aGroupThatIsNotInTheListHasNone() throws Exception {
        JsonNode answer = largest("?name=nobody");

        assertThat(answer.get("at").asString()).isEqualTo(LAST.toString());
        assertThat(answer.get("processes")).isEmpty();
    }

    @Test
    void whatIsNotKnownIsRefused() throws Exception {
        String path = "/api/servers/" + server + "/largest-processes";
        assertThat(api.get(path + "?at=yesterday").statusCode()).isEqualTo(400);
        assertThat(api.get(path + "?hours=1").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/servers/" + UUID.randomUUID() + "/largest-processes").statusCode())
                .isEqualTo(404);
    }
}
