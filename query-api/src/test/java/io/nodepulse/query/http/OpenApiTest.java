package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;

import io.nodepulse.query.testing.Histories;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The served description against what is really answered. */
class OpenApiTest {

    private static RunningApi api;
    private static UUID full;
    private static UUID empty;
    private static JsonNode description;

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start();
        full = api.readModel().register("full", RunningApi.NOW);
        empty = api.readModel().register("empty", RunningApi.NOW);
        api.readModel().project(full, Histories.random(1, 20, 50, RunningApi.NOW.toEpochMilli()));
        api.readModel().addHost(full, RunningApi.NOW);
        description = api.json("/openapi.json");
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    /** A call for each described path; streams are covered by {@link LiveStreamTest}. */
    private static final Map<String, String> CALLS =
            Map.ofEntries(
                    entry("/api/servers", "/api/servers"),
                    entry("/api/servers/{id}", "/api/servers/%s"),
                    entry("/api/servers/{id}/processes/top", "/api/servers/%s/processes/top"),
                    entry(
                            "/api/servers/{id}/processes/{name}/history",
                            "/api/servers/%s/processes/group-1/history"),
                    entry(
                            "/api/servers/{id}/process-history",
                            "/api/servers/%s/process-history?name=group-1"),
                    entry("/api/servers/{id}/changes", "/api/servers/%s/changes"),
                    entry("/api/processes", "/api/processes?search=GROUP-1"),
                    entry("/api/processes/top", "/api/processes/top?server_ids=%s"),
                    entry("/api/servers/{id}/live", ""),
                    entry("/api/live", ""),
                    entry("/api/install", "/api/install"),
                    entry("/install.sh", ""),
                    entry("/install/{file}", ""));

    private static final List<String> RANGES =
            List.of(
                    "from=2025-01-01T00:00:00Z",
                    "from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00%2B01:00",
                    "from=1735689600000&to=1735772400000");

    @Test
    void everyPathIsDescribed() {
        assertThat(description.get("paths").propertyNames())
                .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    }

    /** With data, without any, and over a range that has none. */
    @Test
    void everyAnswerIsAsDescribed() throws Exception {
        for (Map.Entry<String, String> call : CALLS.entrySet()) {
            String address = call.getValue();
            if (!address.isEmpty()) {
                assertAsDescribed(call.getKey(), address.formatted(full));
                assertAsDescribed(call.getKey(), address.formatted(empty));
                if (parameters(call.getKey()).contains("from")) {
                    for (String range : RANGES) {
                        assertAsDescribed(call.getKey(), with(address.formatted(full), range));
                    }
                }
            }
        }
    }

    private static void assertAsDescribed(String path, String address) throws Exception {
        JsonNode schema = response(path, "200").at("/application~1json/schema");
        assertThat(JsonShape.differences(description, schema, api.json(address)))
                .as(address)
                .isEmpty();
    }

    private static String with(String address, String parameters) {
        return address + (address.contains("?") ? '&' : '?') + parameters;
    }

    @Test
    void everyRefusalIsAsDescribed() throws Exception {
        for (Map.Entry<String, String> call : CALLS.entrySet()) {
            String path = call.getKey();
            if (path.contains("{id}")) {
                String address =
                        call.getValue().isEmpty() ? path.replace("{id}", "%s") : call.getValue();
                assertProblem(path, "400", address.formatted("nonsense"));
                assertProblem(path, "404", address.formatted(UUID.randomUUID()));
            }
        }
    }

    private static void assertProblem(String path, String status, String address) throws Exception {
        JsonNode schema = response(path, status).at("/application~1problem+json/schema");
        String body = api.get(address).body();
        assertThat(JsonShape.differences(description, schema, new JsonMapper().readTree(body)))
                .as(path)
                .isEmpty();
    }

    /** Whatever is asked of the API may be asked too often, or of a store that is away. */
    @Test
    void refusalsForWhoAsksTooMuchAreDescribed() throws Exception {
        for (String path : CALLS.keySet()) {
            JsonNode responses = description.get("paths").get(path).get("get").get("responses");
            for (String status : List.of("429", "503")) {
                assertThat(responses.has(status))
                        .as("%s %s", path, status)
                        .isEqualTo(path.startsWith("/api/"));
            }
        }
        try (RunningApi slow = RunningApi.startSlow()) {
            HttpResponse<String> answer = slow.get("/api/servers");
            while (answer.statusCode() == 200) {
                answer = slow.get("/api/servers");
            }
            JsonNode refusal = description.at("/paths/~1api~1servers/get/responses/429");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().map())
                    .containsKey(refusal.get("headers").propertyNames().iterator().next());
            assertThat(
                            JsonShape.differences(
                                    description,
                                    refusal.at("/content/application~1problem+json/schema"),
                                    new JsonMapper().readTree(answer.body())))
                    .isEmpty();
        }
    }

    /** What is refused besides tells what is taken. */
    @Test
    void everyParameterIsDescribed() throws Exception {
        for (String path : CALLS.keySet()) {
            String address =
                    path.replace("{id}", full.toString())
                            .replace("{name}", "x")
                            .replace("{file}", "x");
            JsonNode problem = new JsonMapper().readTree(api.get(address + "?nonsense=1").body());
            String taken = String.join(", ", parameters(path));
            assertThat(problem.get("parameter").asString()).isEqualTo("nonsense");
            assertThat(problem.get("allowed").asString().split(", "))
                    .as(path)
                    .containsExactlyInAnyOrder(
                            taken.isEmpty() ? new String[] {"no parameters"} : taken.split(", "));
        }
    }

    private static List<String> parameters(String path) {
        return description
                .get("paths")
                .get(path)
                .get("get")
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asString().equals("query"))
                .map(parameter -> parameter.get("name").asString())
                .toList();
    }

    @Test
    void numbersAreTakenWithinTheirDescribedBoundsOnly() throws Exception {
        int bounded = 0;
        for (Map.Entry<String, String> call : CALLS.entrySet()) {
            for (JsonNode parameter :
                    description.get("paths").get(call.getKey()).get("get").path("parameters")) {
                JsonNode schema = parameter.get("schema");
                if (schema.has("minimum")) {
                    int min = schema.get("minimum").asInt();
                    int max = schema.get("maximum").asInt();
                    String address = call.getValue().formatted(full);
                    String name = parameter.get("name").asString();
                    assertThat(status(address, name, min)).isEqualTo(200);
                    assertThat(status(address, name, max)).isEqualTo(200);
                    assertThat(status(address, name, min - 1)).isEqualTo(400);
                    assertThat(status(address, name, max + 1)).isEqualTo(400);
                    bounded++;
                }
            }
        }
        assertThat(bounded).isEqualTo(11);
    }

    private static int status(String address, String parameter, int value) throws Exception {
        return api.get(with(address, parameter + "=" + value)).statusCode();
    }

    private static JsonNode response(String path, String status) {
        return description
                .get("paths")
                .get(path)
                .get("get")
                .get("responses")
                .get(status)
                .get("content");
    }
}
