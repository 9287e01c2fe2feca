package io.nodepulse.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.rule.AccessTable;
import io.nodepulse.access.rule.Reach;
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

    /**
     * Call, the answers to nobody, a viewer, an operator and an administrator, where + is let in,
     * and what is left of it for who is limited to some servers, which {@link LimitedCalls} asks.
     */
    private static final String MATRIX =
            """
            GET    /api/session                                 + + + + NONE
            POST   /api/session                                 + + + + NONE
            PATCH  /api/session                                 - + + + NONE
            DELETE /api/session                                 + + + + NONE
            POST   /api/session/second-factor/offer             - - - - NONE
            POST   /api/session/second-factor                   - - - - NONE
            POST   /api/session/second-factor/removal           - - - - NONE
            POST   /api/session/passkey/offer                   + + + + NONE
            POST   /api/session/passkey                         + + + + NONE
            GET    /api/session/passkeys                        - - - - NONE
            POST   /api/session/passkeys/offer                  - - - - NONE
            POST   /api/session/passkeys                        - - - - NONE
            POST   /api/session/passkeys/removal                - - - - NONE
            GET    /api/servers                                 - + + + LIST
            GET    /api/servers/{id}                            - + + + SERVER
            GET    /api/servers/{id}/processes/top              - + + + SERVER
            GET    /api/servers/{id}/processes/{name}/history   - + + + SERVER
            GET    /api/servers/{id}/process-history            - + + + SERVER
            GET    /api/servers/{id}/changes                    - + + + SERVER
            GET    /api/servers/{id}/largest-processes          - + + + SERVER
            GET    /api/servers/{id}/live                       - + + + SERVER
            GET    /api/servers/{id}/events                     - + + + SERVER
            GET    /api/processes                               - + + + LIST
            GET    /api/processes/top                           - + + + SERVER
            GET    /api/live                                    - + + + LIST
            GET    /api/install                                 - + + + NONE
            GET    /api/event-store                             - + + + FIGURES
            GET    /api/projections                             - + + + FIGURES
            POST   /api/projections/{name}/rebuild              - - + + WHOLE
            DELETE /api/projections/{name}/rebuild              - - + + WHOLE
            GET    /api/projections/{name}/rebuild/comparison   - - + + WHOLE
            POST   /api/projections/{name}/rebuild/switch       - - + + WHOLE
            POST   /api/projections/{name}/repair               - - + + WHOLE
            GET    /api/audit/checkpoints                       - + + + FIGURES
            GET    /api/audit/keys                              - + + + FIGURES
            GET    /api/audit/proof                             - + + + SERVER
            GET    /api/audit/consistency                       - + + + FIGURES
            POST   /api/audit/verify                            - - + + WHOLE
            POST   /api/audit/restored                          - - + + WHOLE
            POST   /api/servers                                 - - + + WHOLE
            POST   /api/servers/enrollments                     - - + + WHOLE
            POST   /api/servers/enroll                          + + + + NONE
            PATCH  /api/servers/{id}                            - - - + SERVER
            DELETE /api/servers/{id}                            - - - + SERVER
            DELETE /api/servers/{id}/history                    - - - + WHOLE
            POST   /api/servers/{id}/agent-token                - - + + SERVER
            DELETE /api/servers/{id}/agent-token                - - + + SERVER
            GET    /api/administration/events                   - - - + WHOLE
            GET    /api/people                                  - - - + WHOLE
            POST   /api/people                                  - - - + WHOLE
            PATCH  /api/people/{name}                           - - - + WHOLE
            GET    /api/sessions                                - - - - NONE
            DELETE /api/sessions/others                         - - - - NONE
            DELETE /api/sessions/{id}                           - - - - NONE
            DELETE /api/sessions                                - - - - NONE
            DELETE /api/people/{name}                           - - - + WHOLE
            DELETE /api/people/{name}/second-factor             - - - + WHOLE
            GET    /api/tokens                                  - - - + WHOLE
            POST   /api/tokens                                  - - - + WHOLE
            PATCH  /api/tokens/{id}                             - - - + WHOLE
            DELETE /api/tokens/{id}                             - - - + WHOLE
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
                            assertThat(AccessTable.reachOf(call[0], call[1]))
                                    .contains(Reach.valueOf(call[2].split(" ")[4]));
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

    /** The table has no row without a reach, and the matrix none without a question of its kind. */
    @Test
    void whoIsLimitedSeesNothingOfOtherServersByAnyCall() throws Exception {
        LimitedCalls limited = new LimitedCalls(URI.create(services.address()), ADMIN_TOKEN);
        for (String line : MATRIX.lines().toList()) {
            String[] row = line.split(" +");
            limited.assertViewer(row[0], row[1], row[3].equals("+"), Reach.valueOf(row[6]));
            limited.assertOperator(row[0], row[1], row[4].equals("+"), Reach.valueOf(row[6]));
        }
        limited.assertTagsCountAtOnce();
        limited.assertAnswersAreNotOfOthers();
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
