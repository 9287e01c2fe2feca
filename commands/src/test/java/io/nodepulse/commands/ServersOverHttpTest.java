package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;

/** The administrator's calls, against the real program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersOverHttpTest {

    private final RunningCommands app = RunningCommands.start();

    @AfterAll
    void stop() {
        app.close();
    }

    private HttpResponse<String> post(String path, String token, String body) {
        return app.send(app.request(path, token).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> register(String body) {
        return post("/api/servers", RunningCommands.ADMIN_TOKEN, body);
    }

    @Test
    void aServerIsRegisteredAndItsTokenShownOnce() {
        HttpResponse<String> answer = register("{\"name\": \"web-1\"}");

        var json = new JsonMapper().readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json.get("name").asString()).isEqualTo("web-1");
        assertThat(json.get("agent_token").asString()).matches("npa_[A-Za-z0-9_-]{43}");
        assertThat(answer.headers().firstValue("Location"))
                .contains("/api/servers/" + json.get("id").asString());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void onlyTheAdministratorRegisters() {
        for (String token : new String[] {"", "wrong", RunningCommands.ADMIN_TOKEN + "x"}) {
            HttpResponse<String> answer = post("/api/servers", token, "{\"name\": \"x\"}");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain(RunningCommands.ADMIN_TOKEN);
        }
    }

    @Test
    void aRegistrationMustBeWellFormed() {
        expect("", "body");
        expect("[]", "body");
        expect("{\"name\": 7}", "name");
        expect("{\"name\": \"a\"} {}", "body");
        expect("null", "body");
        expect("{}", "name");
        expect("{\"name\": null}", "name");
        expect("{\"name\": \"\"}", "name");
        expect("{\"name\": \"a\\u0007\"}", "name");
        expect("{\"name\": \"" + "n".repeat(254) + "\"}", "name");
        assertThat(register("{\"name\": \"" + "n".repeat(20_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    private void expect(String body, String field) {
        HttpResponse<String> answer = register(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).as(body).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void aReplacedTokenFadesUnlessToldOtherwise() {
        Agent agent = app.register("rotated");
        String path = "/api/servers/" + agent.serverId() + "/agent-token";

        HttpResponse<String> answer = post(path, RunningCommands.ADMIN_TOKEN, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var json = new JsonMapper().readTree(answer.body());
        Agent renewed = new Agent(agent.serverId(), json.get("agent_token").asString());
        assertThat(Instant.parse(json.get("previous_valid_until").asString()))
                .isAfter(Instant.now().plusSeconds(500));
        assertThat(push(agent)).isEqualTo(202);
        assertThat(push(renewed)).isEqualTo(202);

        Agent again = app.rotate(renewed, 0);

        assertThat(push(agent)).isEqualTo(401);
        assertThat(push(renewed)).isEqualTo(401);
        assertThat(push(again)).isEqualTo(202);
    }

    @Test
    void anOverlapMustBeOneThatEnds() {
        Agent agent = app.register("overlap");
        for (String overlap : new String[] {"-1", "86401", "soon", "", "99999999999"}) {
            HttpResponse<String> answer =
                    post(
                            "/api/servers/"
                                    + agent.serverId()
                                    + "/agent-token?overlap_seconds="
                                    + overlap,
                            RunningCommands.ADMIN_TOKEN,
                            "");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"parameter\":\"overlap_seconds\"", "0 to 86400");
        }
    }

    @Test
    void aRevokedAgentIsShutOutAtOnce() {
        Agent agent = app.register("revoked");
        assertThat(push(agent)).isEqualTo(202);

        assertThat(app.revoke(agent).statusCode()).isEqualTo(204);
        assertThat(app.revoke(agent).statusCode()).isEqualTo(204);

        assertThat(push(agent)).isEqualTo(401);
        assertThat(app.revoke(new Agent(new UUID(1, 2), "")).statusCode()).isEqualTo(404);
    }

    private int push(Agent agent) {
        return app.push(
                        agent,
                        "{\"node_exporter\": [{\"timestamp\": \"%s\", \"load_1min\": 1}]}"
                                .formatted(Instant.now()))
                .statusCode();
    }

    @Test
    void onlyKnownServersHaveTokensToRotate() {
        String admin = RunningCommands.ADMIN_TOKEN;
        assertThat(post("/api/servers/" + new UUID(1, 2) + "/agent-token", admin, "").statusCode())
                .isEqualTo(404);
        assertThat(post("/api/servers/web-1/agent-token", admin, "").statusCode()).isEqualTo(400);
        assertThat(post("/api/servers/" + new UUID(1, 2) + "/agent-token", "x", "").statusCode())
                .isEqualTo(401);
    }
}
