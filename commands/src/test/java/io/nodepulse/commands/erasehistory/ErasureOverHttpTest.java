package io.nodepulse.commands.erasehistory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Histories that are erased at two instances of the real program, while agents push. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureOverHttpTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> sameStore =
            Map.of("nodepulse.valkey.namespace", "commands-" + UUID.randomUUID());
    private final RunningCommands one = RunningCommands.start(sameStore);
    private final RunningCommands other = RunningCommands.start(sameStore);

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    private static HttpResponse<String> call(
            RunningCommands app, String token, String method, String path, String body) {
        return app.send(app.request(path, token).method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> erase(RunningCommands app, String token, UUID server) {
        return call(app, token, "DELETE", "/api/servers/" + server + "/history", "");
    }

    private static HttpResponse<String> push(RunningCommands app, Agent agent) {
        return app.push(
                agent,
                "{\"process_exporter\": [{\"timestamp\": \"%s\", \"processes\": [{\"name\": \"java\", \"num_procs\": 1, \"cpu_seconds\": 1, \"memory_bytes\": 4096}]}]}"
                        .formatted(Instant.now()));
    }

    @Test
    void theAgentGoesOnAtEveryInstance() {
        Agent agent = one.register("erased");
        for (RunningCommands app : List.of(one, other)) {
            assertThat(push(app, agent).statusCode()).isEqualTo(202);
        }

        HttpResponse<String> answer = erase(one, RunningCommands.ADMIN_TOKEN, agent.serverId());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        for (RunningCommands app : List.of(other, one)) {
            HttpResponse<String> pushed = push(app, agent);
            assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
            assertThat(JSON.readTree(pushed.body()).get("accepted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void thatOfAServerThatLeftIsErasedAndOfOneThatNeverWasIsNot() {
        Agent agent = one.register("left");
        assertThat(
                        call(
                                        one,
                                        RunningCommands.ADMIN_TOKEN,
                                        "DELETE",
                                        "/api/servers/" + agent.serverId(),
                                        "")
                                .statusCode())
                .isEqualTo(204);

        assertThat(erase(other, RunningCommands.ADMIN_TOKEN, agent.serverId()).statusCode())
                .isEqualTo(202);
        assertThat(erase(other, RunningCommands.ADMIN_TOKEN, new UUID(1, 2)).statusCode())
                .isEqualTo(404);
        assertThat(
                        call(
                                        one,
                                        RunningCommands.ADMIN_TOKEN,
                                        "DELETE",
                                        "/api/servers/x/history",
                                        "")
                                .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin    | []       | 202",
                "operator | [\"db\"] | 403",
                "operator | []       | 403",
                "viewer   | []       | 403"
            })
    void onlyAdministratorsOfAllServersErase(String role, String serverTags, int status) {
        Agent agent = one.register("asked-for-" + UUID.randomUUID());
        assertThat(
                        call(
                                        one,
                                        RunningCommands.ADMIN_TOKEN,
                                        "PATCH",
                                        "/api/servers/" + agent.serverId(),
                                        "{\"tags\": [\"db\"]}")
                                .statusCode())
                .isEqualTo(200);
        HttpResponse<String> issued =
                call(
                        one,
                        RunningCommands.ADMIN_TOKEN,
                        "POST",
                        "/api/tokens",
                        "{\"name\": \"t\", \"role\": \"%s\", \"server_tags\": %s, \"expires_at\": \"%s\"}"
                                .formatted(
                                        role, serverTags, Instant.now().plus(Duration.ofDays(1))));
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        String token = JSON.readTree(issued.body()).get("token").asString();

        HttpResponse<String> answer = erase(other, token, agent.serverId());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
