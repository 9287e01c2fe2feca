package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agent that the project began with (nodepulse-agent/2.0), as it is: plain JSON of flat rows,
 * times in nanoseconds, a password in the address for a token, five scrapes of each exporter in a
 * body after an outage. It sends again whatever was not answered by a 2xx, for ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamAgentTest {

    private final RunningCommands app =
            RunningCommands.start(
                    Map.of(
                            "nodepulse.ingest.pushes-per-second", "0.001",
                            "nodepulse.ingest.push-burst", "3"));

    @AfterAll
    void stop() {
        app.close();
    }

    private HttpRequest.Builder request(UUID serverId, String authorization) {
        return app.request("/metrics/prometheus?server_id=" + serverId)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("User-Agent", "nodepulse-agent/2.0");
    }

    private HttpResponse<String> push(UUID serverId, String authorization, String body) {
        return app.send(request(serverId, authorization).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> push(Agent agent, String body) {
        return push(agent.serverId(), basic("agent:" + agent.token()), body);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertTaken(HttpResponse<String> answer, int accepted, int duplicates) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":%d,\"duplicates\":%d,\"rejected\":0}"
                                .formatted(accepted, duplicates));
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    /** One scrape: a row for each process group, which stand in no order. */
    private static String rows(Instant at, double cpuSeconds) {
        return Stream.of("postgres", "nginx")
                .map(
                        name ->
                                ("{\"timestamp\":\"%s\",\"name\":\"%s\",\"num_procs\":4,"
                                                + "\"cpu_seconds_total\":%s,\"memory_bytes\":104857600}")
                                        .formatted(at, name, cpuSeconds))
                .collect(Collectors.joining(","));
    }

    private static String host(Instant at, double idleSeconds) {
        return ("{\"timestamp\":\"%s\",\"cpu_idle_seconds\":%s,\"cpu_iowait_seconds\":0,"
                        + "\"cpu_cores\":4,\"memory_total_bytes\":8232181760,\"load_1min\":0.5,"
                        + "\"processes_running\":2,\"uptime_seconds\":86400}")
                .formatted(at, idleSeconds);
    }

    private static String body(List<String> node, List<String> process) {
        return "{\"node_exporter\":[%s],\"process_exporter\":[%s]}"
                .formatted(String.join(",", node), String.join(",", process));
    }

    @Test
    void aScrapeIsTaken() {
        Agent agent = app.register("upstream");
        Instant at = Bodies.now();

        assertTaken(
                push(
                        agent,
                        body(
                                List.of(host(at.plusNanos(123_456), 7)),
                                List.of(rows(at.plusNanos(7), 1234.5)))),
                3,
                0);

        List<SampleEvent> stored = app.samples(agent.serverId());
        assertThat(stored)
                .contains(
                        new ProcessSampled(
                                agent.serverId(), at, "postgres", 4, 1234.5, 104_857_600),
                        new ProcessSampled(agent.serverId(), at, "nginx", 4, 1234.5, 104_857_600));
        assertThat(stored).hasSize(3);
    }

    /** It reads its backlog at once and stamps each scrape as it reads it. */
    @Test
    void scrapesOfOneMillisecondAreDuplicatesOfTheFirst() {
        Agent agent = app.register("after-an-outage");
        Instant at = Bodies.now();
        String backlog =
                body(
                        List.of(
                                host(at.plusNanos(400_000), 2),
                                host(at.plusNanos(399_999), 1),
                                host(at.plusNanos(1_000_000), 3)),
                        List.of(
                                rows(at.plusNanos(300_000), 30),
                                rows(at.plusNanos(100), 10),
                                rows(at.plusNanos(299_999), 20),
                                rows(at.plusNanos(1_000_001), 40),
                                rows(at.plusNanos(1_000_000), 35)));

        assertTaken(push(agent, backlog), 2 + 4, 1 + 6);
        assertTaken(push(agent, backlog), 0, 13);

        assertThat(app.samples(agent.serverId()))
                .filteredOn(ProcessSampled.class::isInstance)
                .extracting(
                        SampleEvent::sampledAt, sample -> ((ProcessSampled) sample).cpuSeconds())
                .containsExactly(
                        tuple(at, 10.0),
                        tuple(at, 10.0),
                        tuple(at.plusMillis(1), 35.0),
                        tuple(at.plusMillis(1), 35.0));
        assertThat(app.samples(agent.serverId()))
                .filteredOn(HostSampled.class::isInstance)
                .extracting(
                        sample -> ((HostSampled) sample).values().get(HostMetric.CPU_IDLE_SECONDS))
                .containsExactly(1.0, 3.0);
    }

    /**
     * Whatever a process is called, and whatever its figures are, the others of its scrape are
     * kept.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\":\"%s\" | 1 | its first 256 characters",
                "\"name\":\"a\\u001b[2J\" | 1 | a\\u001b[2J",
                "\"name\":\"a\\u0000\" | 1 | a\\u0000",
                "\"name\":\"\" | 1 | (unnamed)",
                "\"name\":\"\\ufffd\" | 1 | \uFFFD",
                "\"name\":\"\\ud800\" | 1 | \\ud800",
                "\"name\":\"gone\",\"cpu_seconds_total\":-1 | 0 | process_exporter[1].cpu_seconds_total",
                "\"name\":\"gone\",\"num_procs\":99999999999 | 0 | process_exporter[1].num_procs",
                "\"name\":\"nginx\" | 0 | process_exporter[2].name",
            },
            quoteCharacter = '`')
    void anOddRowDoesNotRefuseItsBody(String fields, int kept, String expected) {
        Agent agent = app.register("odd");
        Instant at = Bodies.now();
        String all = fields.formatted("x".repeat(300));
        for (String field : List.of("num_procs", "cpu_seconds_total", "memory_bytes")) {
            all += all.contains(field) ? "" : ",\"" + field + "\":1";
        }
        String odd = "{\"timestamp\":\"" + at + "\"," + all + "}";
        String rows = rows(at, 9).replaceFirst("},", "}," + odd.replace("\\", "\\\\") + ",");

        HttpResponse<String> answer = push(agent, body(List.of(host(at, 1)), List.of(rows)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body())
                .startsWith(
                        "{\"accepted\":%d,\"duplicates\":0,\"rejected\":%d"
                                .formatted(3 + kept, 1 - kept));
        if (kept == 0) {
            assertThat(answer.body()).contains(expected);
        }
        assertThat(app.samples(agent.serverId()))
                .filteredOn(ProcessSampled.class::isInstance)
                .extracting(sample -> ((ProcessSampled) sample).processName())
                .contains("postgres", "nginx")
                .anyMatch(
                        name ->
                                kept == 0
                                        || name.equals(expected)
                                        || expected.startsWith("its")
                                                && name.equals("x".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent:%s", ":%s", "somebody else:%s", "Ünïcode:%s"})
    void theTokenMayBeThePasswordOfAnyUser(String pair) {
        Agent agent = app.register("basic");
        String authorization = basic(pair.formatted(agent.token()));

        assertTaken(push(agent.serverId(), authorization, Bodies.flat(Bodies.now())), 3, 0);
        assertTaken(
                push(
                        agent.serverId(),
                        authorization.replace("Basic ", "bAsIc   "),
                        Bodies.flat(Bodies.now().plusSeconds(1))),
                3,
                0);
    }

    @ParameterizedTest
    @CsvSource({
        "a wrong one,        agent:npa_wrong",
        "none,               agent:",
        "no pair,            %s",
        "one too many,       agent:more:%s",
        "the user in place,  %s:agent"
    })
    void otherPasswordsAreRefused(String what, String pair) {
        Agent agent = app.register("wrong");

        HttpResponse<String> answer =
                push(
                        agent.serverId(),
                        basic(pair.formatted(agent.token())),
                        Bodies.flat(Bodies.now()));

        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertThat(answer.body()).contains("is not the one of server").doesNotContain("npa_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basic", "Basic not base 64!", "Digest agent:x", "npa_x"})
    void whatIsNoCredentialIsRefused(String authorization) {
        Agent agent = app.register("none");

        HttpResponse<String> answer =
                push(agent.serverId(), authorization, Bodies.flat(Bodies.now()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void bothWaysToShowATokenShareOneRate() {
        Agent agent = app.register("hasty");
        String body = Bodies.flat(Bodies.now());
        app.push(agent, body);
        push(agent, body);
        app.push(agent, body);

        assertThat(push(agent, body).statusCode()).isEqualTo(429);
        assertThat(app.push(agent, body).statusCode()).isEqualTo(429);
    }

    @Test
    void aRevokedTokenIsNoPasswordEither() {
        Agent agent = app.register("revoked");
        app.revoke(agent);

        assertThat(push(agent, Bodies.flat(Bodies.now())).statusCode()).isEqualTo(401);
    }
}
