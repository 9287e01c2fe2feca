package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * SIGTERM in the middle of a push: it is finished, acknowledged, and there after the next start.
 */
class EndInMidPushTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir private Path dir;

    @Test
    void aPushUnderWayIsFinishedAndKept() throws Exception {
        String server;
        try (UpProcess up = UpProcess.start(dir, Map.of(), "--no-agent")) {
            URI address = URI.create(up.address());
            JsonNode registered =
                    new Http(address.toString())
                            .register(
                                    "ending", Files.readString(dir.resolve("admin-token")).strip())
                            .body();
            server = registered.get("id").stringValue();
            try (Socket push = new Socket(address.getHost(), address.getPort())) {
                begin(push, address, server, registered.get("agent_token").stringValue());
                up.terminate();
                await().atMost(TIMEOUT).until(() -> refusesNewOnes(address));
                end(push);
            }
            assertThat(up.endsWithin(TIMEOUT)).isTrue();
        }
        try (UpProcess up = UpProcess.start(dir, Map.of(), "--no-agent")) {
            String events = "api/servers/" + server + "/events?exporter=node_exporter";
            assertThat(new Http(up.address()).get(events).get("events")).hasSize(1);
        }
    }

    /** Sends the head and half of the body, once the server has asked for the body. */
    private static void begin(Socket push, URI address, String server, String token)
            throws IOException {
        push.setSoTimeout((int) TIMEOUT.toMillis());
        send(
                push,
                """
                POST /metrics/prometheus?server_id=%s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Length: %d\r
                Expect: 100-continue\r
                Connection: close\r
                \r
                """
                        .formatted(server, address.getAuthority(), token, body().length()));
        BufferedReader answer = reader(push);
        assertThat(answer.readLine()).startsWith("HTTP/1.1 100");
        assertThat(answer.readLine()).isEmpty();
        send(push, body().substring(0, body().length() / 2));
    }

    private static void end(Socket push) throws IOException {
        send(push, body().substring(body().length() / 2));
        assertThat(reader(push).readLine()).startsWith("HTTP/1.1 202");
    }

    private static String body() {
        return "{\"node_exporter\":[{\"timestamp\":\"%s\",\"load_1min\":1}]}".formatted(AT);
    }

    private static void send(Socket push, String text) throws IOException {
        OutputStream out = push.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static BufferedReader reader(Socket push) throws IOException {
        return new BufferedReader(
                new InputStreamReader(push.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static boolean refusesNewOnes(URI address) {
        try (Socket late = new Socket(address.getHost(), address.getPort())) {
            return !late.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
