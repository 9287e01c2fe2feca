package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Each limit is a setting, against the real program. */
class LimitsTest {

    private static final String PREFIX = "nodepulse.ingest.";

    private static void with(String setting, String value, Trial trial) throws Exception {
        with(Map.of(PREFIX + setting, value), trial);
    }

    private static void with(Map<String, String> settings, Trial trial) throws Exception {
        try (RunningCommands app = RunningCommands.start(settings)) {
            trial.run(app, app.register("limited"));
        }
    }

    /** What is tried on a program of that setting. */
    private interface Trial {
        void run(RunningCommands app, Agent agent) throws Exception;
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(problem);
    }

    private static void assertCounted(RunningCommands app, String reason) {
        assertThat(app.count("nodepulse.commands.refused", "reason", reason)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "max-body,     100B, 413, at most 100 bytes, too_large",
        "max-inflated, 100B, 413, at most 100 bytes, too_large"
    })
    void sizesOfABody(String limit, String value, int status, String problem, String reason)
            throws Exception {
        with(
                limit,
                value,
                (app, agent) -> {
                    assertRefused(app.push(agent, Bodies.nested(Bodies.now())), status, problem);
                    assertCounted(app, reason);
                });
    }

    @Test
    void groupsOfAScrape() throws Exception {
        with(
                "max-groups",
                "1",
                (app, agent) -> {
                    HttpResponse<String> answer = app.push(agent, Bodies.nested(Bodies.now()));
                    assertRefused(answer, 202, "must have at most 1 process groups in one scrape");
                    assertThat(app.count("nodepulse.ingest.rejected", "reason", "too_many_groups"))
                            .isEqualTo(1);
                });
    }

    @Test
    void charactersOfAName() throws Exception {
        with(
                "max-name",
                "7",
                (app, agent) -> {
                    app.push(agent, Bodies.nested(Bodies.now()));
                    assertThat(app.samples(agent.serverId()))
                            .filteredOn(ProcessSampled.class::isInstance)
                            .extracting(sample -> ((ProcessSampled) sample).processName())
                            .contains("postgre")
                            .allMatch(name -> name.length() <= 7);
                    assertThat(app.count("nodepulse.ingest.mended", "kind", "name")).isEqualTo(1);
                });
    }

    @Test
    void timesOfAScrape() throws Exception {
        Map<String, String> narrow = new HashMap<>();
        narrow.put(PREFIX + "max-ahead", "10s");
        narrow.put("nodepulse.retention", "60s");
        with(
                narrow,
                (app, agent) -> {
                    Instant now = Bodies.now();
                    assertRefused(
                            app.push(agent, Bodies.nested(now.plusSeconds(60))),
                            400,
                            "must not be after");
                    assertRefused(
                            app.push(agent, Bodies.nested(now.minusSeconds(90))),
                            400,
                            "must not be before");
                    assertThat(app.push(agent, Bodies.nested(now)).statusCode()).isEqualTo(202);
                    for (String reason : new String[] {"too_far_ahead", "too_old"}) {
                        assertThat(app.count("nodepulse.ingest.rejected", "reason", reason))
                                .isEqualTo(2);
                    }
                });
    }

    @Test
    void pushesOfAnAgent() throws Exception {
        Map<String, String> slow = new HashMap<>();
        slow.put(PREFIX + "pushes-per-second", "0.01");
        slow.put(PREFIX + "push-burst", "2");
        with(
                slow,
                (app, agent) -> {
                    Agent other = app.register("other");
                    String body = Bodies.nested(Bodies.now());
                    assertThat(app.push(agent, body).statusCode()).isEqualTo(202);
                    assertThat(app.push(agent, body).statusCode()).isEqualTo(202);
                    HttpResponse<String> third = app.push(agent, body);
                    assertRefused(third, 429, "times a second");
                    assertThat(third.headers().firstValue("Retry-After")).contains("5");
                    assertThat(app.push(other, body).statusCode()).isEqualTo(202);
                    assertCounted(app, "rate_limited");
                });
    }

    @Test
    void memoryOfAllPushes() throws Exception {
        with(
                "read-budget",
                "64KB",
                (app, agent) -> {
                    assertRefused(
                            app.push(agent, Bodies.many(Bodies.now(), 1_500)),
                            503,
                            "too much is being read");
                    assertCounted(app, "busy");
                    assertThat(app.push(agent, Bodies.nested(Bodies.now())).statusCode())
                            .isEqualTo(202);
                });
    }

    @Test
    void aSenderThatStopsIsCutOff() throws Exception {
        with(
                "slow-grace",
                "500ms",
                (app, agent) -> {
                    assertThat(answerToHalfABody(app, agent)).startsWith("HTTP/1.1 408");
                    assertCounted(app, "slow_client");
                });
    }

    private static String answerToHalfABody(RunningCommands app, Agent agent) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoTimeout(30_000);
            String half =
                    """
                    POST /metrics/prometheus?server_id=%s HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Length: 1000\r
                    Connection: close\r
                    \r
                    {"process_exporter": ["""
                            .formatted(agent.serverId(), agent.token());
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
