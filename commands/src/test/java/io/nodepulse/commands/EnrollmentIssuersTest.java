package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** An enrollment token is good for as long as who issued it may register servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrollmentIssuersTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "correct horse battery";
    private static final String ENROLLMENTS = "/api/servers/enrollments";

    private final RunningCommands app = RunningCommands.start();

    @AfterAll
    void stop() {
        app.close();
    }

    private HttpResponse<String> asAdmin(String method, String path, String body) {
        return app.send(
                app.request(path, RunningCommands.ADMIN_TOKEN)
                        .method(method, BodyPublishers.ofString(body)));
    }

    private void addOperator(String name) {
        HttpResponse<String> added =
                asAdmin(
                        "POST",
                        "/api/people",
                        "{\"name\":\"%s\",\"role\":\"operator\",\"password\":\"%s\"}"
                                .formatted(name, PASSWORD));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    /** What that person gets, who signs in for it. */
    private String enrollmentOf(String name) {
        HttpResponse<String> in =
                app.send(
                        app.request("/api/session")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"name\":\"%s\",\"password\":\"%s\"}"
                                                        .formatted(name, PASSWORD))));
        List<String> cookies =
                in.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList();
        String csrf =
                cookies.stream()
                        .filter(cookie -> cookie.startsWith("nodepulse_csrf="))
                        .map(cookie -> cookie.substring("nodepulse_csrf=".length()))
                        .collect(Collectors.joining());
        return tokenOf(
                app.send(
                        app.request(ENROLLMENTS)
                                .header("Cookie", String.join("; ", cookies))
                                .header("X-CSRF-Token", csrf)
                                .POST(BodyPublishers.noBody())));
    }

    private static String tokenOf(HttpResponse<String> issued) {
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return JSON.readTree(issued.body()).get("token").asString();
    }

    private HttpResponse<String> enroll(String token) {
        String body = "{\"name\": \"enrolled-%s\"}".formatted(UUID.randomUUID());
        return app.send(
                app.request("/api/servers/enroll", token).POST(BodyPublishers.ofString(body)));
    }

    private void assertOver(String token) {
        HttpResponse<String> answer = enroll(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
        assertThat(answer.body()).contains("who issued the enrollment token");
    }

    @Test
    void itEndsWithThePersonForGood() {
        addOperator("leaving");
        String first = enrollmentOf("leaving");
        String second = enrollmentOf("leaving");
        assertThat(enroll(first).statusCode()).isEqualTo(201);

        assertThat(asAdmin("DELETE", "/api/people/leaving", "").statusCode()).isEqualTo(204);
        assertOver(second);
        addOperator("leaving");

        assertOver(second);
        assertThat(enroll(enrollmentOf("leaving")).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"role\":\"viewer\"}        | {\"role\":\"operator\"}",
                "{\"server_tags\":[\"db\"]}   | {\"server_tags\":[]}"
            })
    void whoMayRegisterNoMoreDoesNotByAnother(String change, String back) {
        String name = "changed-" + UUID.randomUUID().toString().substring(0, 8);
        addOperator(name);
        String token = enrollmentOf(name);

        assertThat(asAdmin("PATCH", "/api/people/" + name, change).statusCode()).isEqualTo(200);
        assertOver(token);
        assertThat(asAdmin("PATCH", "/api/people/" + name, back).statusCode()).isEqualTo(200);

        assertThat(enroll(token).statusCode()).isEqualTo(201);
    }

    @Test
    void itEndsWithTheApiTokenThatIssuedIt() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        JsonNode apiToken =
                JSON.readTree(
                        asAdmin(
                                        "POST",
                                        "/api/tokens",
                                        "{\"name\":\"ci\",\"role\":\"operator\",\"expires_at\":\"%s\"}"
                                                .formatted(end))
                                .body());
        String shown = apiToken.get("token").asString();
        HttpRequest.Builder issue = app.request(ENROLLMENTS, shown).POST(BodyPublishers.noBody());
        String first = tokenOf(app.send(issue));
        String second = tokenOf(app.send(issue));
        assertThat(enroll(first).statusCode()).isEqualTo(201);

        assertThat(
                        asAdmin("DELETE", "/api/tokens/" + apiToken.get("id").asString(), "")
                                .statusCode())
                .isEqualTo(204);

        assertOver(second);
    }
}
