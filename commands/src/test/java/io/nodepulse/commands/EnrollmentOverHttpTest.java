package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Machines that register themselves, and the names they may have, against the real program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrollmentOverHttpTest {

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

    private static HttpResponse<String> post(
            RunningCommands app, String path, String token, String body) {
        return app.send(app.request(path, token).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> issue(RunningCommands app) {
        return post(app, "/api/servers/enrollments", RunningCommands.ADMIN_TOKEN, "");
    }

    private static String token(RunningCommands app) {
        return JSON.readTree(issue(app).body()).get("token").asString();
    }

    private static HttpResponse<String> enroll(RunningCommands app, String token, String body) {
        return post(app, "/api/servers/enroll", token, body);
    }

    private static String named(String name) {
        return "{\"name\": \"%s\"}".formatted(name);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asString()).contains(words);
    }

    @Test
    void aMachineRegistersItselfOnceAndItsAgentIsLetIn() {
        Instant before = Instant.now();
        HttpResponse<String> issued = issue(one);
        JsonNode enrollment = JSON.readTree(issued.body());
        String token = enrollment.get("token").asString();

        assertThat(issued.statusCode()).isEqualTo(201);
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(token).matches("npe_[A-Za-z0-9_-]{65}");
        assertThat(Duration.between(before, Instant.parse(enrollment.get("expires_at").asString())))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));

        HttpResponse<String> answer = enroll(other, token, named("self-made"));
        JsonNode server = JSON.readTree(answer.body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(server.get("id")).isEqualTo(enrollment.get("server_id"));
        assertThat(server.get("name").asString()).isEqualTo("self-made");
        Agent agent =
                new Agent(
                        UUID.fromString(server.get("id").asString()),
                        server.get("agent_token").asString());
        String scrape =
                "{\"node_exporter\": [{\"timestamp\": \"%s\", \"load_1min\": 1}]}"
                        .formatted(Instant.now());
        assertThat(one.push(agent, scrape).statusCode()).isEqualTo(202);
        for (RunningCommands app : List.of(one, other)) {
            assertRefused(enroll(app, token, named("again")), 410, "used already");
        }
    }

    @Test
    void aTokenThatWasNeverIssuedIsRefused() {
        String issued = token(one);
        String[] foreign = {
            "",
            "npe_",
            RunningCommands.ADMIN_TOKEN,
            "npe_" + "A".repeat(65),
            issued.substring(0, 68) + (issued.endsWith("A") ? "B" : "A"),
            issued + "A"
        };
        for (String token : foreign) {
            assertRefused(enroll(one, token, named("foreign")), 401, "enrollment token");
        }
        assertThat(one.count("nodepulse.commands.refused", "reason", "bad_enrollment_token"))
                .isEqualTo(foreign.length);
        assertThat(enroll(one, issued, named("foreign")).statusCode()).isEqualTo(201);
    }

    /** What one leads to does not let anybody in elsewhere. */
    @Test
    void anEnrollmentTokenOpensNothingElse() {
        String token = token(one);
        for (String path : List.of("/api/servers", "/api/servers/enrollments")) {
            assertThat(post(one, path, token, named("x")).statusCode()).isEqualTo(401);
        }
        assertThat(post(one, "/api/servers/enrollments", "", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenWhoseTimeIsOverIsRefused() {
        try (RunningCommands brief =
                RunningCommands.start(Map.of("nodepulse.enrollment-validity", "1ms"))) {
            String token = token(brief);
            HttpResponse<String> answer = enroll(brief, token, named("late"));
            assertRefused(answer, 410, "was valid until");
        }
    }

    @Test
    void aTokenThatIsUsedEverywhereAtOnceRegistersOneServer() throws Exception {
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String token = token(one);
                String body =
                        "{\"name\": \"at-once-%d\", \"allow_same_name\": true}".formatted(round);
                List<Future<HttpResponse<String>>> answers = new ArrayList<>();
                for (RunningCommands app : List.of(one, other, one, other)) {
                    answers.add(machines.submit(() -> enroll(app, token, body)));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<HttpResponse<String>> answer : answers) {
                    statuses.add(answer.get().statusCode());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 410, 410, 410);
            }
        }
    }

    @Test
    void aNameThatIsTakenMustBeAskedFor() {
        String admin = RunningCommands.ADMIN_TOKEN;
        assertThat(post(one, "/api/servers", admin, named("twin")).statusCode()).isEqualTo(201);
        String token = token(one);

        assertRefused(post(other, "/api/servers", admin, named("twin")), 409, "named twin");
        assertRefused(enroll(other, token, named("twin")), 409, "allow_same_name");
        assertRefused(
                enroll(other, token, "{\"name\": \"twin\", \"allow_same_name\": \"yes\"}"),
                400,
                "must be true or false");

        String asked = "{\"name\": \"twin\", \"allow_same_name\": true}";
        assertThat(enroll(other, token, asked).statusCode()).isEqualTo(201);
        assertThat(post(one, "/api/servers", admin, asked).statusCode()).isEqualTo(201);
        assertThat(post(one, "/api/servers", admin, named("Twin")).statusCode()).isEqualTo(201);
    }

    /** A click that came twice is one server. */
    @Test
    void oneOfTwoRegistrationsThatComeAtOnceIsRefused() throws Exception {
        try (ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String body = named("clicked-" + round);
                List<Future<Integer>> answers = new ArrayList<>();
                for (RunningCommands app : List.of(one, other, one)) {
                    answers.add(
                            clicks.submit(
                                    () ->
                                            post(
                                                            app,
                                                            "/api/servers",
                                                            RunningCommands.ADMIN_TOKEN,
                                                            body)
                                                    .statusCode()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409);
            }
        }
    }

    /** What is refused for another reason leaves its name free. */
    @Test
    void aRefusedRegistrationTakesNoName() {
        String tooLong = "n".repeat(254);
        for (int i = 0; i < 2; i++) {
            assertRefused(
                    post(one, "/api/servers", RunningCommands.ADMIN_TOKEN, named(tooLong)),
                    400,
                    "name");
        }
    }
}
