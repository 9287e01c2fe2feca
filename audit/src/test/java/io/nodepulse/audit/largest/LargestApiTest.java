package io.nodepulse.audit.largest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.AuditApplication;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.largest.LargestProcess;
import io.nodepulse.events.largest.LargestProcesses;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The processes behind a group, from the service's own user of Valkey. */
@SpringBootTest(
        classes = AuditApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "nodepulse.admin.token=secret-of-the-test",
            "nodepulse.access.reading=open"
        })
class LargestApiTest {

    private static final String NAMESPACE = "largest-" + UUID.randomUUID();
    private static final Instant LAST = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID server = UUID.randomUUID();

    @Autowired ValkeyEventStore store;
    @Autowired LargestStore lists;

    @LocalServerPort int port;

    @DynamicPropertySource
    static void valkey(DynamicPropertyRegistry registry) {
        registry.add("nodepulse.valkey.uri", EmbeddedValkey.shared()::uri);
        registry.add("nodepulse.valkey.namespace", () -> NAMESPACE);
        Appends.asItsOwnUser(registry, NAMESPACE);
    }

    @BeforeEach
    void fill() {
        Appends.append(
                store,
                server,
                List.of(new ServerRegistered(server, "web-1", "0".repeat(64), LAST)));
        lists.keep(
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

    private static LargestProcesses list(Instant at, LargestProcess... processes) {
        return new LargestProcesses(at, MINUTE, List.of(processes));
    }

    private static LargestProcess process(
            String group, int pid, double cpuSeconds, @Nullable String arguments) {
        long start = LAST.minusSeconds(3_600).getEpochSecond();
        return new LargestProcess(group, pid, "www", start, cpuSeconds, 3 << 19, arguments);
    }

    private HttpResponse<String> get(UUID id, String parameters) throws Exception {
        URI uri =
                URI.create(
                        "http://127.0.0.1:%d/api/servers/%s/largest-processes%s"
                                .formatted(port, id, parameters));
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode largest(String parameters) throws Exception {
        HttpResponse<String> answer = get(server, parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    @Test
    void theNewestListSaysWhoIsBehindAGroup() throws Exception {
        JsonNode answer = largest("?name=php");

        assertThat(answer.get("server_id").asString()).isEqualTo(server.toString());
        assertThat(answer.get("at").asString()).isEqualTo(LAST.toString());
        assertThat(answer.get("seconds").asDouble()).isEqualTo(60);
        assertThat(answer.get("processes").toString())
                .isEqualTo(
                        """
                        [{"name":"php","pid":9,"user":"www","started_at":"%1$s",\
                        "cpu_percent":150.0,"cpu_seconds":90.0,"memory_mb":1.5,\
                        "arguments":"php -S ***"},\
                        {"name":"php","pid":8,"user":"www","started_at":"%1$s",\
                        "cpu_percent":null,"cpu_seconds":null,"memory_mb":1.5,"arguments":null}]"""
                                .formatted(LAST.minusSeconds(3_600)));
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
        assertThat(get(server, "?at=yesterday").statusCode()).isEqualTo(400);
        assertThat(get(server, "?hours=1").statusCode()).isEqualTo(400);
        assertThat(get(UUID.randomUUID(), "").statusCode()).isEqualTo(404);
    }
}
