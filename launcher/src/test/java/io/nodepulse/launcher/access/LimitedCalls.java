package io.nodepulse.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.access.rule.Reach;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A viewer and an operator who are limited to one tag, a server that has it, one that has another,
 * and what each call tells them of these. Used by one thread.
 */
final class LimitedCalls {

    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID NOBODYS = new UUID(1, 2);
    private static final String TAG = "team=db";
    private static final String PROCESS = "postgres-of-this-test";
    private static final String STREAM = "text/event-stream";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String adminToken;
    private final String viewer;
    private final String operator;
    private final UUID seen;
    private final UUID hidden;

    /** What somebody was answered; without the body of what goes on for ever. */
    private record Answer(int status, String type, String body, String etag) {}

    LimitedCalls(URI address, String adminToken) throws Exception {
        this.address = address;
        this.adminToken = adminToken;
        this.seen = register("seen-server", TAG);
        this.hidden = register("hidden-server", "team=web");
        this.viewer = issue("viewer");
        this.operator = issue("operator");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> call("GET", search(), adminToken).body().contains(hidden.toString()));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> call("GET", search(), adminToken).body().contains(seen.toString()));
    }

    private static String search() {
        return "/api/processes?search=" + PROCESS;
    }

    private UUID register(String name, String tag) throws Exception {
        String named = JSON.writeValueAsString(Map.of("name", name));
        JsonNode server = JSON.readTree(call("POST", "/api/servers", adminToken, named).body());
        UUID id = UUID.fromString(server.get("id").asString());
        tag(id, tag);
        String scrape =
                """
                {"process_exporter": [{"timestamp": "%s", "processes": [
                  {"name": "%s", "num_procs": 1, "cpu_seconds": 1.5, "memory_bytes": 4096}]}]}"""
                        .formatted(Instant.now(), PROCESS);
        String push = "/metrics/prometheus?server_id=" + id;
        String agent = server.get("agent_token").asString();
        assertThat(call("POST", push, agent, scrape).status()).isEqualTo(202);
        return id;
    }

    private void tag(UUID server, String tag) throws Exception {
        String tags = JSON.writeValueAsString(Map.of("tags", new String[] {tag}));
        assertThat(call("PATCH", "/api/servers/" + server, adminToken, tags).status())
                .isEqualTo(200);
    }

    private String issue(String role) throws Exception {
        Map<String, Object> token =
                Map.of(
                        "name",
                        "limited " + role,
                        "role",
                        role,
                        "server_tags",
                        new String[] {TAG},
                        "expires_at",
                        Instant.now().plus(Duration.ofDays(1)));
        Answer issued = call("POST", "/api/tokens", adminToken, JSON.writeValueAsString(token));
        return JSON.readTree(issued.body()).get("token").asString();
    }

    void assertViewer(String method, String path, boolean mayByRole, Reach reach) throws Exception {
        assertSees(viewer, method, path, mayByRole, reach);
    }

    void assertOperator(String method, String path, boolean mayByRole, Reach reach)
            throws Exception {
        assertSees(operator, method, path, mayByRole, reach);
    }

    private void assertSees(
            String token, String method, String path, boolean mayByRole, Reach reach)
            throws Exception {
        if (!mayByRole || reach == Reach.WHOLE) {
            Answer refused = call(method, of(path, seen), token);
            assertThat(refused.status()).as(method + " " + path).isEqualTo(403);
            assertThat(refused.body().contains("limited to those of some tags"))
                    .as(method + " " + path)
                    .isEqualTo(mayByRole);
        } else if (reach == Reach.SERVER) {
            assertHidden(token, method, path);
        } else {
            assertTellsNothing(token, method, path, reach);
        }
    }

    /** What one may not see is answered like what there is not; what one may see, is not. */
    private void assertHidden(String token, String method, String path) throws Exception {
        String call = method + " " + path;
        Answer unknown = told(call(method, of(path, NOBODYS), token), NOBODYS);
        Answer ofHidden = told(call(method, of(path, hidden), token), hidden);
        Answer ofSeen = told(call(method, of(path, seen), token), seen);

        assertThat(unknown.status()).as(call).isEqualTo(404);
        assertThat(ofHidden).as(call).isEqualTo(unknown);
        assertThat(ofSeen).as(call).isNotEqualTo(unknown);
        assertThat(ofSeen.status()).as(call + ofSeen.body()).isBetween(200, 299);
        if (method.equals("GET")) {
            assertThat(call(method, of(path, hidden), adminToken).status()).isEqualTo(200);
        }
    }

    /** The answer without what tells one call from the next, or one server. */
    private static Answer told(Answer answer, UUID server) {
        return new Answer(
                answer.status(),
                answer.type(),
                answer.body()
                        .replace(server.toString(), "{id}")
                        .replaceAll("\"request_id\":\"[^\"]*\"", ""),
                answer.etag());
    }

    private void assertTellsNothing(String token, String method, String path, Reach reach)
            throws Exception {
        Answer answer = call(method, of(path, hidden), token);
        assertThat(answer.status()).as(method + " " + path).isNotIn(401, 403, 500);
        assertThat(answer.body()).doesNotContain(hidden.toString(), "hidden-server");
        if (reach == Reach.LIST && !answer.type().startsWith(STREAM)) {
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).contains(seen.toString());
            assertThat(call(method, of(path, hidden), adminToken).body())
                    .contains(hidden.toString());
        }
    }

    /** One tag more or less, and the next call knows, at every service. */
    void assertTagsCountAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertSeesHidden(404, 404);
            tag(hidden, TAG);
            assertSeesHidden(200, 200);
            tag(hidden, "team=web");
        }
    }

    private void assertSeesHidden(int ofFigures, int ofEvents) throws Exception {
        String server = "/api/servers/" + hidden;
        assertThat(call("GET", server, viewer).status()).isEqualTo(ofFigures);
        assertThat(call("GET", server + "/events", operator).status()).isEqualTo(ofEvents);
        assertThat(call("GET", search(), viewer).body().contains(hidden.toString()))
                .isEqualTo(ofFigures == 200);
    }

    /** Nor is an answer that an administrator just had, by its entity tag or from memory. */
    void assertAnswersAreNotOfOthers() throws Exception {
        for (String path :
                new String[] {
                    "/api/servers", search(), "/api/servers/" + hidden + "/processes/top"
                }) {
            Answer ofAdmin = call("GET", path, adminToken);
            HttpRequest asked =
                    request("GET", path, viewer, "")
                            .header("If-None-Match", ofAdmin.etag())
                            .build();
            HttpResponse<String> answer = http.send(asked, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isNotEqualTo(304);
            assertThat(answer.headers().firstValue("ETag")).isNotEqualTo(ofAdmin.etag());
        }
    }

    /** The path, with the server wherever it names one. */
    private static String of(String path, UUID server) {
        String filled = path.replace("{id}", server.toString()).replace("{name}", PROCESS);
        return switch (path) {
            case "/api/processes" -> search();
            case "/api/processes/top" -> path + "?server_ids=" + server;
            case "/api/servers/{id}/process-history" -> filled + "?name=" + PROCESS;
            case "/api/audit/proof" -> path + "?server_id=" + server + "&at=" + Instant.now();
            default -> filled;
        };
    }

    private Answer call(String method, String path, String token) throws Exception {
        return call(method, path, token, "{}");
    }

    private Answer call(String method, String path, String token, String body) throws Exception {
        HttpResponse<InputStream> answer =
                http.send(request(method, path, token, body).build(), BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    answer.statusCode(),
                    type,
                    type.startsWith(STREAM)
                            ? ""
                            : new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    answer.headers().firstValue("ETag").orElse(""));
        }
    }

    private HttpRequest.Builder request(String method, String path, String token, String body) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body));
    }
}
