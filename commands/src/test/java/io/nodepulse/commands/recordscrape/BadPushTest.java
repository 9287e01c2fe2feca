package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Pushes that are refused, against the real program: the status, what is named, the count. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPushTest {

    private static final int MIB = 1 << 20;

    private final RunningCommands app = RunningCommands.start();
    private final Agent agent = app.register("refused");

    @AfterAll
    void stop() {
        app.close();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(app.samples(agent.serverId())).isEmpty();
    }

    private void expect(HttpResponse<String> answer, int status, String reason, String... parts) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
        assertThat(parts).allSatisfy(part -> assertThat(answer.body()).contains(part));
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain(agent.token());
        assertThat(app.count("nodepulse.commands.refused", "reason", reason)).isPositive();
    }

    private HttpResponse<String> pushTo(String query, String token) {
        return app.send(
                app.request("/metrics/prometheus" + query, token)
                        .POST(BodyPublishers.ofString(Bodies.nested(Bodies.now()))));
    }

    private HttpResponse<String> pushEncoded(String encoding, byte[] body) {
        return app.send(
                app.pushRequest(agent)
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    void theServerMustBeNamed() {
        String named = "\"parameter\":\"server_id\"";
        expect(pushTo("", agent.token()), 400, "bad_parameter", named, "is missing", "a UUID");
        expect(pushTo("?server_id=", agent.token()), 400, "bad_parameter", named);
        expect(pushTo("?server_id=1-1-1-1-1", agent.token()), 400, "bad_parameter", named);
        expect(
                pushTo("?server=" + agent.serverId(), agent.token()),
                400,
                "bad_parameter",
                "\"parameter\":\"server\"",
                "\"allowed\":\"server_id\"");
        String twice = "?server_id=" + agent.serverId() + "&server_id=" + agent.serverId();
        expect(pushTo(twice, agent.token()), 400, "bad_parameter", named, "2 times");
    }

    @Test
    void theAgentMustBeTheServersOwn() {
        String query = "?server_id=" + agent.serverId();
        Agent other = app.register("other");

        expect(pushTo(query, "npa_wrong"), 401, "bad_agent_token");
        expect(pushTo(query, ""), 401, "bad_agent_token");
        expect(pushTo(query, other.token()), 401, "bad_agent_token");
        expect(pushTo("?server_id=" + new UUID(1, 2), agent.token()), 403, "unregistered_server");
        assertThat(pushTo(query, "npa_wrong").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
    }

    @Test
    void aMalformedBodyIsRefusedWhole() {
        String good = Bodies.nested(Bodies.now());
        expect(
                app.push(agent, good.replace("\"processes\": [", "\"processes\": [7, ")),
                400,
                "malformed",
                "\"field\":\"process_exporter[0].processes[0]\"",
                "must be an object, is a number");
        expect(
                app.push(agent, good.replace("102400000", "null").replace("512000000", "-1")),
                400,
                "nothing_acceptable",
                "\"field\":\"process_exporter[0].processes[0].memory_bytes\"",
                "must be a whole number, is null");
        expect(
                app.push(agent, good.substring(0, good.length() - 3)),
                400,
                "malformed",
                "\"field\":\"process_exporter[0].processes\"",
                "must be valid JSON, is broken at byte");
        expect(app.push(agent, ""), 400, "malformed", "\"field\":\"body\"");
        expect(
                app.push(agent, Bodies.nested(Bodies.now().plusSeconds(360))),
                400,
                "nothing_acceptable",
                "\"field\":\"process_exporter[0].timestamp\"",
                "must not be after");
    }

    @Test
    void brokenGzipIsRefused() {
        byte[] packed = Bodies.gzip(Bodies.nested(Bodies.now()));
        byte[] cut = Arrays.copyOf(packed, packed.length - 9);
        byte[] flipped = packed.clone();
        flipped[flipped.length - 6] ^= 1;

        expect(pushEncoded("gzip", cut), 400, "malformed", "must be whole and valid gzip");
        expect(pushEncoded("gzip", flipped), 400, "malformed", "must be whole and valid gzip");
        expect(pushEncoded("gzip", new byte[] {1, 2, 3}), 400, "malformed", "valid gzip");
        expect(pushEncoded("gzip", new byte[0]), 400, "malformed", "valid gzip");
        expect(pushEncoded("br", packed), 415, "unsupported_encoding", "gzip");
        expect(app.push(agent, packed), 400, "malformed");
    }

    /** Small to send, and would be large to read: of members, depth, digits, exponents, fields. */
    @Test
    void aBodyCostsNoMoreThanItsLimits() {
        byte[] nothing = Bodies.gzip("");
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 30_000; i++) {
            members.writeBytes(nothing);
        }
        String good = Bodies.nested(Bodies.now());
        expect(pushEncoded("gzip", members.toByteArray()), 400, "malformed", "members of gzip");
        byte[] trailed = Arrays.copyOf(Bodies.gzip(good), Bodies.gzip(good).length + 1);
        expect(pushEncoded("gzip", trailed), 400, "malformed", "whole and valid gzip");
        for (String value :
                List.of(
                        "[".repeat(MIB),
                        "{\"x\":".repeat(MIB),
                        "9".repeat(MIB),
                        "1." + "0".repeat(MIB),
                        "1e" + "9".repeat(MIB),
                        "\"" + "x".repeat(2 * MIB) + "\"",
                        "{\"" + "x".repeat(MIB) + "\":1}")) {
            expect(push("{\"process_exporter\": [{\"timestamp\": " + value), 400, "malformed");
        }
        for (String huge : List.of("1e999999999", "-1e999999999", "9".repeat(400))) {
            String body = good.replaceAll("\"memory_bytes\": \\d+", "\"memory_bytes\": " + huge);
            expect(push(body), 400, "nothing_acceptable", "memory_bytes");
        }
    }

    private HttpResponse<String> push(String body) {
        return app.push(agent, body);
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        byte[] spaces = new byte[64 * MIB + 1];
        Arrays.fill(spaces, (byte) ' ');
        byte[] body = Arrays.copyOf(spaces, 8 * MIB + 1);

        expect(app.push(agent, body), 413, "too_large", "at most 8388608 bytes");
        expect(
                app.send(
                        app.pushRequest(agent)
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body)))),
                413,
                "too_large",
                "the body must have at most 8388608 bytes");
        expect(
                pushEncoded("gzip", Bodies.gzip(spaces)),
                413,
                "too_large",
                "the unpacked body must have at most 67108864 bytes");
    }
}
