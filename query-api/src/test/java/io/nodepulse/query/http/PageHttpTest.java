package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Which addresses outside the API get the page, and what the others get. */
class PageHttpTest {

    private static final Map<String, String> SECURITY_HEADERS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "same-origin");

    private static RunningApi api;

    @BeforeAll
    static void start() throws SQLException {
        api = RunningApi.start();
    }

    @AfterAll
    static void stop() throws SQLException {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/servers/1",
                "/servers/1?hours=24&metric=memory",
                "/servers/1/",
                "/servers/1/process?name=..%2F%3Fx",
                "/servers/1/events",
                "/compare?line=1:a%2Fb",
                "/system",
                "/administration"
            })
    void routesOfThePageGetIt(String route) throws Exception {
        HttpResponse<String> page = api.get(route, "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>page</title>");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/-/healthy",
                "/-/ready",
                "/federate",
                "/favicon.ico",
                "/robots.txt",
                "/wp-login.php",
                "/error",
                "/error/",
                "/error?status=999",
                "/actuator",
                "/actuator/health",
                "/servers",
                "/servers/1/processes/a.b",
                "/servers/1/process/x",
                "/compare/x",
                "/.env",
                "/.git/config",
                "/swagger-ui/index.html",
                "/assets",
                "/assets/",
                "/assets/old.js",
                "/index.htm",
                "/api",
                "/api/",
                "/api/nonsense",
                "/%E2%80%AE",
                "/a%20b",
                "/a%5Bb",
            })
    void allElseIsUnknown(String path) throws Exception {
        boolean ofTheApi = path.startsWith("/api");
        for (String accept :
                List.of(
                        "*/*",
                        ofTheApi ? "text/html" : "text/*",
                        "image/avif,image/webp;q=0.8",
                        "application/json, text/html;q=0")) {
            HttpResponse<String> answer = api.get(path, "Accept", accept);

            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(404);
            assertThat(answer.headers().allValues("Content-Type"))
                    .containsExactly("application/problem+json");
            JsonNode problem = new JsonMapper().readTree(answer.body());
            assertThat(problem.get("status").asInt()).isEqualTo(404);
            assertThat(problem.get("instance").asString()).isEqualTo(path.split("\\?")[0]);
            SECURITY_HEADERS.forEach(
                    (name, value) ->
                            assertThat(answer.headers().allValues(name)).containsExactly(value));
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    /** What browsers say when somebody follows a link. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/json;q=0.1, text/html;q=0.5",
            })
    void aBrowserThatIsLedNowhereGetsThePageAndA404(String accept) throws Exception {
        for (String path :
                List.of("/health", "/servers", "/compare/x", "/a%20b", "/apis", "/error")) {
            HttpResponse<String> answer = api.get(path, "Accept", accept);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("<title>page</title>");
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/html");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
            SECURITY_HEADERS.forEach(
                    (name, value) ->
                            assertThat(answer.headers().allValues(name)).containsExactly(value));
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    @Test
    void filesWithAHashInTheirNameAreKept() throws Exception {
        assertThat(api.get("/assets/app-1a2b.js").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    }

    /** Tomcat or the firewall refuses them, before any controller is asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /servers/[ HTTP/1.1\r\nHost: localhost",
                "GET /servers/{x} HTTP/1.1\r\nHost: localhost",
                "GET /servers/%zz HTTP/1.1\r\nHost: localhost",
                "GET /servers/%00 HTTP/1.1\r\nHost: localhost",
                "GET /a|b HTTP/1.1\r\nHost: localhost",
                "GET /system HTTP/1.1",
                "GET /system HTTP/1.1\r\nHost: a b",
                "GET /system HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
                "GET /system HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
                "G@T /system HTTP/1.1\r\nHost: localhost",
            })
    void whatIsMalformedIsAProblemWithTheSameHeaders(String head) throws Exception {
        assertRefused(raw(head), "HTTP/1.1 400 ", "\"status\":400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\", "/servers\\1", "/\\..\\x", "/system\\"})
    void aBackslashIsNoSlash(String path) throws Exception {
        assertRefused(
                raw("GET " + path + " HTTP/1.1\r\nHost: localhost"), "HTTP/1.1 4", "\"status\":4");
    }

    @Test
    void whatTheGateRefusesHasTheSameHeaders() throws Exception {
        assertRefused(
                raw("GET /system HTTP/1.1\r\nHost: elsewhere.example"),
                "HTTP/1.1 4",
                "\"status\":4");
        assertRefused(
                raw(
                        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                                + "Origin: http://elsewhere.example"),
                "HTTP/1.1 403 ",
                "\"status\":403");
    }

    private static void assertRefused(String answer, String statusLine, String status) {
        assertThat(answer)
                .startsWith(statusLine)
                .contains("Content-Type: application/problem+json", status)
                .contains("Content-Security-Policy: default-src 'self'")
                .doesNotContain("<html", "<title", "Exception");
        SECURITY_HEADERS.forEach(
                (name, value) -> assertThat(answer).containsOnlyOnce(name + ": " + value + "\r\n"));
    }

    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            (head + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
