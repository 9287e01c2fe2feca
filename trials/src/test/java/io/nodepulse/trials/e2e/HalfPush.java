package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A push of one scrape of which the second half has not been sent yet. */
final class HalfPush implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Socket socket;
    private final String body =
            "{\"node_exporter\":[{\"timestamp\":\"%s\",\"load_1min\":1}]}"
                    .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private HalfPush(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) TIMEOUT.toMillis());
    }

    /** Sends the head and half of the body, once the server has asked for the body. */
    static HalfPush begin(URI address, String server, String token) throws IOException {
        HalfPush push = new HalfPush(address);
        push.send(
                """
                POST /metrics/prometheus?server_id=%s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Length: %d\r
                Expect: 100-continue\r
                Connection: close\r
                \r
                """
                        .formatted(server, address.getAuthority(), token, push.body.length()));
        BufferedReader answer = push.reader();
        assertThat(answer.readLine()).startsWith("HTTP/1.1 100");
        assertThat(answer.readLine()).isEmpty();
        push.send(push.body.substring(0, push.body.length() / 2));
        return push;
    }

    /** Sends the rest, which must be acknowledged. */
    void end() throws IOException {
        send(body.substring(body.length() / 2));
        assertThat(reader().readLine()).startsWith("HTTP/1.1 202");
    }

    private void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
