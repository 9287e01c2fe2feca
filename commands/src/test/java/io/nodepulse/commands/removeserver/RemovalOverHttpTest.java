package io.nodepulse.commands.removeserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Servers that are renamed and removed, at two instances of the real program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovalOverHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID NOBODY = new UUID(1, 2);

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
            RunningCommands app, String method, String path, String body) {
        return app.send(
                app.request(path, RunningCommands.ADMIN_TOKEN)
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> rename(RunningCommands app, UUID server, String body) {
        return call(app, "PATCH", "/api/servers/" + server, body);
    }

    private static HttpResponse<String> remove(RunningCommands app, UUID server) {
        return call(app, "DELETE", "/api/servers/" + server, "");
    }

    private static String named(String name) {
        return "{\"name\": \"%s\"}".formatted(name);
    }

    private static HttpResponse<String> push(RunningCommands app, Agent agent) {
        return app.push(
                agent,
                "{\"node_exporter\": [{\"timestamp\": \"%s\", \"load_1min\": 1}]}"
                        .formatted(Instant.now()));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("detail").asString()).contains(words);
    }

    @Test
    void aRenamedServerFreesItsNameAndTakesTheOther() {
        Agent agent = one.register("old-name");
        other.register("in-use");

        assertRefused(rename(one, agent.serverId(), named("in-use")), 409, "named in-use");
        HttpResponse<String> answer = rename(other, agent.serverId(), named("new-name"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode renamed = JSON.readTree(answer.body());
        assertThat(renamed.get("id").asString()).isEqualTo(agent.serverId().toString());
        assertThat(renamed.get("name").asString()).isEqualTo("new-name");
        assertThat(rename(one, agent.serverId(), named("new-name")).statusCode()).isEqualTo(200);
        assertRefused(call(one, "POST", "/api/servers", named("new-name")), 409, "new-name");
        assertThat(call(one, "POST", "/api/servers", named("old-name")).statusCode())
                .isEqualTo(201);
        assertRefused(rename(other, agent.serverId(), named("old-name")), 409, "old-name");
        assertThat(push(one, agent).statusCode()).isEqualTo(202);

        String asked = "{\"name\": \"old-name\", \"allow_same_name\": true}";
        assertThat(rename(other, agent.serverId(), asked).statusCode()).isEqualTo(200);
        assertThat(rename(other, agent.serverId(), named("old-name")).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewNameMustBeWellFormedAndItsServerKnown() {
        Agent agent = one.register("well-formed");
        for (String body : List.of("", "{}", "{\"name\": 7}", named(""), named("n".repeat(254)))) {
            assertThat(rename(one, agent.serverId(), body).statusCode()).as(body).isEqualTo(400);
        }
        assertRefused(rename(one, NOBODY, named("nobody")), 404, "no server");
        assertThat(call(one, "PATCH", "/api/servers/x", named("a")).statusCode()).isEqualTo(400);
        assertThat(call(one, "DELETE", "/api/servers/x", "").statusCode()).isEqualTo(400);
        assertRefused(remove(one, NOBODY), 404, "no server");
    }

    @Test
    void aServerHasTheTagsThatItWasGivenLast() {
        Agent agent = one.register("tagged");
        String both = "{\"name\": \"tagged-2\", \"tags\": [\"team=db\", \"prod\", \"prod\"]}";

        JsonNode changed = JSON.readTree(rename(one, agent.serverId(), both).body());
        assertThat(changed.get("name").asString()).isEqualTo("tagged-2");
        assertThat(changed.get("tags").toString()).isEqualTo("[\"prod\",\"team=db\"]");

        JsonNode renamed = JSON.readTree(rename(other, agent.serverId(), named("tagged-3")).body());
        assertThat(renamed.get("tags")).isEqualTo(changed.get("tags"));

        JsonNode none = JSON.readTree(rename(one, agent.serverId(), "{\"tags\": []}").body());
        assertThat(none.get("name").asString()).isEqualTo("tagged-3");
        assertThat(none.get("tags")).isEmpty();
        for (String tags : List.of("7", "\"prod\"", "[7]", "[\"Prod\"]", "[\"\"]", "{}")) {
            HttpResponse<String> answer =
                    rename(one, agent.serverId(), "{\"tags\": %s}".formatted(tags));
            assertRefused(answer, 400, "tags must be");
            assertThat(JSON.readTree(answer.body()).get("field").asString()).isEqualTo("tags");
        }
        assertRefused(rename(one, NOBODY, "{\"tags\": []}"), 404, "no server");
    }

    @Test
    void theAgentOfARemovedServerIsShutOutEverywhereAndItsNameIsFree() {
        Agent agent = one.register("leaving");
        Agent renewed = one.rotate(agent, 600);
        for (RunningCommands app : List.of(one, other)) {
            assertThat(push(app, agent).statusCode()).isEqualTo(202);
            assertThat(push(app, renewed).statusCode()).isEqualTo(202);
        }

        assertThat(remove(one, agent.serverId()).statusCode()).isEqualTo(204);

        for (RunningCommands app : List.of(other, one)) {
            for (Agent each : List.of(agent, renewed, new Agent(agent.serverId(), "npa_x"))) {
                HttpResponse<String> answer = push(app, each);
                assertRefused(answer, 403, "was removed");
            }
            assertRefused(remove(app, agent.serverId()), 404, "was removed");
            assertRefused(rename(app, agent.serverId(), named("x")), 404, "was removed");
        }
        // Another test may be refused meanwhile.
        assertThat(other.count("nodepulse.commands.refused", "reason", "server_removed"))
                .isGreaterThanOrEqualTo(3);
        assertThat(call(other, "POST", "/api/servers", named("leaving")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anEnrollmentTokenDoesNotOutliveItsServer() {
        JsonNode issued = JSON.readTree(call(one, "POST", "/api/servers/enrollments", "").body());
        String token = issued.get("token").asString();
        UUID server = UUID.fromString(issued.get("server_id").asString());
        assertThat(enroll(one, token).statusCode()).isEqualTo(201);

        assertThat(remove(other, server).statusCode()).isEqualTo(204);

        assertThat(enroll(one, token).statusCode()).isEqualTo(410);
        assertThat(enroll(other, token).statusCode()).isEqualTo(410);
    }

    private static HttpResponse<String> enroll(RunningCommands app, String token) {
        return app.send(
                app.request("/api/servers/enroll", token)
                        .POST(BodyPublishers.ofString(named("enrolled"))));
    }

    /** What was acknowledged is before the removal; so much is in the store, and no more. */
    @Test
    void noScrapeIsTakenAfterTheRemovalHoweverManyAreUnderWay() throws Exception {
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            Agent agent = one.register("busy");
            CountDownLatch pushing = new CountDownLatch(20);
            List<Future<Integer>> pushes = new ArrayList<>();
            for (RunningCommands app : List.of(one, other, one, other)) {
                pushes.add(agents.submit(() -> pushUntilRefused(app, agent, pushing)));
            }
            pushing.await();
            assertThat(remove(other, agent.serverId()).statusCode()).isEqualTo(204);

            int acknowledged = 0;
            for (Future<Integer> each : pushes) {
                acknowledged += each.get();
            }
            assertThat(one.samples(agent.serverId())).hasSize(acknowledged);
            assertThat(acknowledged).isPositive();
        }
    }

    /** How many were accepted; a duplicate of another's scrape of that millisecond is none. */
    private static int pushUntilRefused(RunningCommands app, Agent agent, CountDownLatch pushing) {
        int accepted = 0;
        while (true) {
            HttpResponse<String> answer = push(app, agent);
            if (answer.statusCode() == 403) {
                return accepted;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            accepted += JSON.readTree(answer.body()).get("accepted").asInt();
            pushing.countDown();
        }
    }
}
