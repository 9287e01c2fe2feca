package io.nodepulse.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What is refused, by whomever, and how that reads over the wire. */
@ExtendWith(OutputCaptureExtension.class)
class EdgeHttpTest {

    private static final int CALLS = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() {
        context =
                new SpringApplicationBuilder(SmallService.class)
                        .run("--server.port=0", "--server.address=127.0.0.1");
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    /** The method, the call, and the answer's status and title. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /small/number?n=101         | 400 | Invalid parameter
                    GET  | /small/number?m=1           | 400 | Invalid parameter
                    GET  | /small/number?n=1&n=1       | 400 | Invalid parameter
                    GET  | /small/number?n=%zz         | 400 | Invalid parameter
                    GET  | /small/full                 | 409 | Full
                    GET  | /small/full?x               | 400 | Invalid parameter
                    GET  | /small/wrapped              | 409 | Full
                    GET  | /small/away                 | 503 | Service Unavailable
                    GET  | /small/secret               | 500 | Internal Server Error
                    GET  | /small/error                | 500 | Internal Server Error
                    GET  | /small/unavailable          | 503 | Service Unavailable
                    GET  | /small/filter               | 500 | Internal Server Error
                    GET  | /small/stranger             | 401 | Unauthorized
                    GET  | /nowhere                    | 404 | Not Found
                    GET  | /error                      | 404 | Not Found
                    POST | /small/number               | 405 | Method Not Allowed
                    GET  | /small/typed                | 405 | Method Not Allowed
                    POST | /small/typed                | 415 | Unsupported Media Type
                    """)
    void everyRefusalIsAProblem(String method, String call, int status, String title)
            throws Exception {
        HttpResponse<String> answer = send(method, call, "text/x-unknown");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isEqualTo(title);
        assertThat(problem.get("instance").asString()).isEqualTo(call.split("\\?")[0]);
        assertThat(problem.get("request_id").asString()).isEqualTo("of-this-test");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("of-this-test");
        assertThat(answer.body()).doesNotContain("Exception", "s3cret", "at io.");
    }

    @Test
    void whatIsNotAcceptableIsAProblemToo() throws Exception {
        HttpRequest wantsAnImage =
                request("/small/json").header("Accept", "image/png").GET().build();

        HttpResponse<String> answer = HTTP.send(wantsAnImage, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void headersSayWhenAndHowToComeAgain() throws Exception {
        assertThat(send("GET", "/small/away", "").headers().firstValue("Retry-After"))
                .hasValue("5");
        assertThat(send("GET", "/small/stranger", "").headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer");
        assertThat(send("POST", "/small/number", "").headers().firstValue("Allow")).hasValue("GET");
    }

    /** Before any servlet is asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /small/{name} HTTP/1.1\r\nHost: x",
                "GET /small/[ HTTP/1.1\r\nHost: x",
                "GET /small/\\ HTTP/1.1\r\nHost: x",
                "GET /small/number HTTP/1.1\r\nHost: x\r\nBad Name: x",
                "GET /small/number HTTP/1.1",
                "GET /small/%zz HTTP/1.1\r\nHost: x",
                "GET /small/number HTTP/1.1\r\nHost: a b",
                "GET /small/number HTTP/1.1\r\nHost: x\r\nContent-Length: many",
                "G@T /small/number HTTP/1.1\r\nHost: x",
            })
    void whatTomcatRefusesIsAProblemToo(String head) throws Exception {
        String answer = raw(head);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("X-Request-Id: ");
        assertThat(answer)
                .contains("Content-Type: application/problem+json\r\n")
                .contains("\"status\":400", "\"request_id\":", "malformed")
                .containsOnlyOnce("X-Content-Type-Options: nosniff\r\n")
                .containsOnlyOnce("Content-Security-Policy: default-src 'self';")
                .doesNotContain("<html", "Tomcat", "Exception");
    }

    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            (head + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An answer that has begun cannot be refused any more, but must not look whole. */
    @Test
    void anAnswerThatBreaksDoesNotLookWhole() throws Exception {
        String answer = raw("GET /small/breaks HTTP/1.1\r\nHost: x");

        assertThat(answer).contains("half of it").doesNotContain("\r\n0\r\n", "problem");
    }

    @Test
    void nothingIsLeftOfAnAnswerThatHadNotBegun() throws Exception {
        assertThat(send("GET", "/small/buffered", "").body())
                .contains("\"status\":409")
                .doesNotContain("half of it");
    }

    /** To find its parameters, Tomcat would read it. */
    @Test
    void theBodyOfAFormIsLeftAlone() throws Exception {
        HttpRequest form =
                request("/small/form?n=7")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("n=8&m=9"))
                        .build();

        assertThat(HTTP.send(form, BodyHandlers.ofString()).body()).isEqualTo("7 n=8&m=9");
    }

    /**
     * Of a controller, an error, a filter, and an answer that had begun, at the same place each.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"/small/secret", "/small/error", "/small/filter", "/small/breaks-badly"})
    void whoFailsOnAndOnDoesNotFillTheLog(String call, CapturedOutput output) throws Exception {
        double before = leftOut();
        for (int i = 0; i < CALLS; i++) {
            assertThat(raw("GET " + call + " HTTP/1.1\r\nHost: x")).startsWith("HTTP/1.1 ");
        }

        assertThat(leftOut() - before).as("a minute may end meanwhile").isBetween(98.0, 100.0);
        assertThat(output.toString().split("\n\tat ", -1).length)
                .as("lines of traces")
                .isLessThan(2 * 3 * 150);
        assertThat(output.toString().split(call, -1).length - 1).isLessThanOrEqualTo(2);
    }

    private static double leftOut() {
        return context.getBean(MeterRegistry.class)
                .get("nodepulse.failures.left.out")
                .counter()
                .count();
    }

    @Test
    void refusalsAreCountedByReason() throws Exception {
        double full = refused("full");
        double error = refused("error");
        send("GET", "/small/full", "");
        send("GET", "/small/wrapped", "");
        send("GET", "/small/secret", "");
        send("GET", "/small/number?n=101", "");

        assertThat(refused("full") - full).isEqualTo(2);
        assertThat(refused("error") - error).isEqualTo(1);
        assertThat(context.getBean(MeterRegistry.class).find("small.refused").counters())
                .as("a reason that is not listed has no counter")
                .hasSize(SmallService.Reason.values().length);
    }

    private static double refused(String reason) {
        return context.getBean(MeterRegistry.class)
                .get("small.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static HttpResponse<String> send(String method, String call, String type)
            throws Exception {
        HttpRequest.Builder request =
                request(call).method(method, BodyPublishers.ofString(type.isEmpty() ? "" : "x"));
        return HTTP.send(
                (type.isEmpty() ? request : request.header("Content-Type", type)).build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String call) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + call.replace("%zz", "%25zz")))
                .header("X-Request-Id", "of-this-test");
    }
}
