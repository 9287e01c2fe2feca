package io.nodepulse.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.rule.AccessTable;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.server.Services;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Every call of the whole system, by everybody who may or may not make it. Alone, as the system
 * property that it sets is read by whatever starts in this process.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    /** Call, and the answers to nobody, a viewer, an operator and an administrator: + is let in. */
    private static final String MATRIX =
            """
            GET    /api/session                                 + + + +
            POST   /api/session                                 + + + +
            PATCH  /api/session                                 - + + +
            DELETE /api/session                                 + + + +
            POST   /api/session/second-factor/offer             - - - -
            POST   /api/session/second-factor                   - - - -
            POST   /api/session/second-factor/removal           - - - -
            POST   /api/session/passkey/offer                   + + + +
            POST   /api/session/passkey                         + + + +
            GET    /api/session/passkeys                        - - - -
            POST   /api/session/passkeys/offer                  - - - -
            POST   /api/session/passkeys                        - - - -
            POST   /api/session/passkeys/removal                - - - -
            GET    /api/servers                                 - + + +
            GET    /api/servers/{id}                            - + + +
            GET    /api/servers/{id}/processes/top              - + + +
            GET    /api/servers/{id}/processes/{name}/history   - + + +
            GET    /api/servers/{id}/process-history            - + + +
            GET    /api/servers/{id}/live                       - + + +
            GET    /api/servers/{id}/events                     - + + +
            GET    /api/processes                               - + + +
            GET    /api/processes/top                           - + + +
            GET    /api/live                                    - + + +
            GET    /api/install                                 - + + +
            GET    /api/event-store                             - + + +
            GET    /api/projections                             - + + +
            POST   /api/projections/{name}/rebuild              - - + +
            DELETE /api/projections/{name}/rebuild              - - + +
            POST   /api/projections/{name}/repair               - - + +
            GET    /api/audit/checkpoints                       - + + +
            GET    /api/audit/keys                              - + + +
            GET    /api/audit/proof                             - + + +
            GET    /api/audit/consistency                       - + + +
            POST   /api/audit/verify                            - - + +
            POST   /api/audit/restored                          - - + +
            POST   /api/servers                                 - - + +
            POST   /api/servers/enrollments                     - - + +
            POST   /api/servers/enroll                          + + + +
            PATCH  /api/servers/{id}                            - - - +
            DELETE /api/servers/{id}                            - - - +
            POST   /api/servers/{id}/agent-token                - - + +
            DELETE /api/servers/{id}/agent-token                - - + +
            GET    /api/administration/events                   - - - +
            GET    /api/people                                  - - - +
            POST   /api/people                                  - - - +
            PATCH  /api/people/{name}                           - - - +
            GET    /api/sessions                                - - - -
            DELETE /api/sessions/others                         - - - -
            DELETE /api/sessions/{id}                           - - - -
            DELETE /api/sessions                                - - - -
            DELETE /api/people/{name}                           - - - +
            DELETE /api/people/{name}/second-factor             - - - +
            GET    /api/tokens                                  - - - +
            POST   /api/tokens                                  - - - +
            PATCH  /api/tokens/{id}                             - - - +
            DELETE /api/tokens/{id}                             - - - +
            """;

    /**
     * What is ours outside of the API: agents come with their tokens, machines before they have
     * one.
     */
    private static final Set<String> OUTSIDE =
            Set.of("POST /metrics/prometheus", "GET /install.sh", "GET /install/{file}");

    /** Which of the separate services has the controllers of a package. */
    private static final Map<String, String> SERVICES =
            Map.of(
                    "io.nodepulse.commands", "commands",
                    "io.nodepulse.audit", "commands",
                    "io.nodepulse.projections", "projections",
                    "io.nodepulse.query", "query");

    private static final String ADMIN_TOKEN = "the-admin-token-of-this-test";
    private static final String READING = "nodepulse.access.reading";
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new TreeMap<>();
    private PostgresServer postgres;
    private ValkeyServer valkey;
    private Services services;

    /** What the controllers of all services map. */
    static final class Mapped {

        private static final Set<String> CALLS = new TreeSet<>();

        /** The controller's package, by call. */
        private static final Map<String, String> PACKAGES = new TreeMap<>();

        Mapped(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
            mapping.getHandlerMethods().forEach(Mapped::add);
        }

        private static void add(RequestMappingInfo call, HandlerMethod controller) {
            for (RequestMethod method : call.getMethodsCondition().getMethods()) {
                for (String path : call.getPatternValues()) {
                    CALLS.add(method + " " + path);
                    PACKAGES.put(method + " " + path, controller.getBeanType().getPackageName());
                }
            }
        }
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        System.setProperty(READING, "login");
        postgres = PostgresServer.start(PostgresOptions.in(dir.resolve("postgres")));
        valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")));
        services =
                Services.start(
                        new Services.Settings(
                                valkey.uri(),
                                postgres.jdbcUrl(),
                                ADMIN_TOKEN,
                                0,
                                dir.resolve("audit"),
                                dir.resolve("log")),
                        Mapped.class);
        for (String role : ROLES) {
            tokens.put(role, issue(role));
        }
    }

    @AfterAll
    void stop() {
        System.clearProperty(READING);
        services.close();
        valkey.close();
        postgres.close();
    }

    private String token(String role) {
        return tokens.getOrDefault(role, "");
    }

    private String issue(String role) throws Exception {
        String body =
                JSON.writeValueAsString(
                        Map.of(
                                "name",
                                role,
                                "role",
                                role,
                                "expires_at",
                                Instant.now().plus(Duration.ofDays(1))));
        return JSON.readTree(body(call("POST", "/api/tokens", ADMIN_TOKEN, body)))
                .get("token")
                .stringValue();
    }

    @Test
    void everyCallIsInTheMatrixAndInTheTable() {
        Set<String> inMatrix = new TreeSet<>();
        MATRIX.lines()
                .map(line -> line.split(" +", 3))
                .forEach(
                        call -> {
                            inMatrix.add(call[0] + " " + call[1]);
                            assertThat(AccessTable.contains(call[0], call[1])).isTrue();
                        });

        assertThat(Mapped.CALLS.stream().filter(call -> call.contains(" /api/")))
                .containsExactlyInAnyOrderElementsOf(inMatrix);
        assertThat(Mapped.CALLS.stream().filter(call -> !call.contains(" /api/")))
                .allMatch(call -> call.startsWith("GET /openapi.json") || OUTSIDE.contains(call));
    }

    @Test
    void everybodyMayWhatTheirRoleMay() {
        MATRIX.lines()
                .forEach(
                        line -> {
                            String[] row = line.split(" +");
                            assertLetIn(row, 2, "", 401);
                            for (int i = 0; i < ROLES.size(); i++) {
                                assertLetIn(row, 3 + i, token(ROLES.get(i)), 403);
                            }
                            assertLetIn(row, 5, ADMIN_TOKEN, 403);
                        });
    }

    /** Pages of health and metrics, and the description itself, are not ours and take any. */
    @Test
    void everyCallTakesTheParametersThatAreDescribedAndNoOther() throws Exception {
        JsonNode described = JSON.readTree(body(call("GET", "/openapi.json", ADMIN_TOKEN, "")));
        List<String> ours =
                Mapped.PACKAGES.entrySet().stream()
                        .filter(mapped -> mapped.getValue().startsWith("io.nodepulse"))
                        .map(Map.Entry::getKey)
                        .toList();
        for (String ofOurs : ours) {
            String[] call = ofOurs.split(" ");
            String asked = filled(call[1]) + "?nonsense=1";
            JsonNode problem = JSON.readTree(body(call(call[0], asked, ADMIN_TOKEN, "{}")));
            JsonNode operation =
                    described.path("paths").path(call[1]).path(call[0].toLowerCase(Locale.ROOT));

            assertThat(problem.path("status").asInt()).as(ofOurs).isEqualTo(400);
            assertThat(problem.path("parameter").asString()).as(ofOurs).isEqualTo("nonsense");
            assertThat(operation.isMissingNode()).as(ofOurs).isFalse();
            assertThat(problem.path("allowed").asString().split(", "))
                    .as(ofOurs)
                    .containsExactlyInAnyOrder(queryParameters(operation));
        }
        assertThat(ours).hasSize(OUTSIDE.size() + (int) MATRIX.lines().count());
    }

    /** As a refusal names them. */
    private static String[] queryParameters(JsonNode operation) {
        String[] names =
                operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.get("in").asString().equals("query"))
                        .map(parameter -> parameter.get("name").asString())
                        .toArray(String[]::new);
        return names.length == 0 ? new String[] {"no parameters"} : names;
    }

    private static String filled(String path) {
        return path.replace("{id}", new UUID(1, 2).toString())
                .replace("{name}", "x")
                .replace("{file}", "x");
    }

    private void assertLetIn(String[] row, int column, String token, int refusal) {
        String path = filled(row[1]);
        int status = status(row[0], path, token);
        if (row[column].equals("+")) {
            assertThat(status).as("%s %s", row[0], path).isNotIn(401, 403, 500);
        } else {
            assertThat(status).as("%s %s", row[0], path).isEqualTo(refusal);
        }
    }

    /** Accounts and sessions are in all services; every other call is in one. */
    @Test
    void theProxyAsksTheServiceThatAnswers() throws Exception {
        ProxyRoutes proxy = ProxyRoutes.read();
        Mapped.PACKAGES.forEach(
                (call, controller) ->
                        SERVICES.forEach(
                                (start, service) -> {
                                    if (controller.startsWith(start)) {
                                        assertThat(proxy.backendOf(call))
                                                .as(call)
                                                .isEqualTo(service);
                                    }
                                }));
        assertThat(Mapped.PACKAGES.values())
                .allMatch(
                        controller ->
                                controller.startsWith("io.nodepulse.access")
                                        || !controller.startsWith("io.nodepulse")
                                        || SERVICES.keySet().stream()
                                                .anyMatch(controller::startsWith));
    }

    @Test
    void anActNamesWhoDidIt() throws Exception {
        body(call("POST", "/api/servers", token("operator"), "{\"name\":\"web-1\"}"));

        JsonNode acts =
                JSON.readTree(body(call("GET", "/api/administration/events", ADMIN_TOKEN, "")));

        assertThat(acts.get("events").valueStream())
                .anyMatch(
                        act ->
                                act.get("act").stringValue().equals("ServerRegistered")
                                        && act.get("actor").stringValue().startsWith("token:")
                                        && act.get("address").stringValue().equals("127.0.0.1")
                                        && act.get("details")
                                                .get("name")
                                                .stringValue()
                                                .equals("web-1"));
        assertThat(acts.toString()).doesNotContain("hash", "npt_", "npa_");
    }

    private int status(String method, String path, String token) {
        try {
            HttpResponse<InputStream> response = call(method, path, token, "{}");
            response.body().close();
            return response.statusCode();
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private static String body(HttpResponse<InputStream> response) throws Exception {
        try (InputStream in = response.body()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<InputStream> call(String method, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(services.address()).resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }
}
