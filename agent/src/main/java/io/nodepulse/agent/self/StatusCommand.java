package io.nodepulse.agent.self;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the running agent for its status. */
public final class StatusCommand {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_REPORT = 64 * 1024;

    private StatusCommand() {}

    /**
     * The report of the agent that runs under that configuration.
     *
     * @throws IOException where none answers; it says why
     */
    public static String ask(AgentConfig config) throws IOException {
        String address = address(config.buffer().path());
        int space = address.indexOf(' ');
        int port = Integer.parseInt(address, space + 1, address.length(), 10);
        HttpTarget target = new HttpTarget(false, address.substring(0, space), port, "/status");
        byte[] request =
                ("GET /status HTTP/1.1\r\nHost: " + target.authority() + "\r\n\r\n")
                        .getBytes(UTF_8);
        try (HttpConnection connection = new HttpConnection(target, null)) {
            connection.exchange(request, request, 0, TIMEOUT);
            return new String(connection.body().readNBytes(MAX_REPORT), UTF_8);
        } catch (IOException e) {
            throw new IOException("no agent answers at " + address + ": " + e.getMessage(), e);
        }
    }

    /** Host and port, with a blank between. */
    private static String address(Path buffer) throws IOException {
        try {
            return Files.readString(buffer.resolve(LoopbackServer.ADDRESS_FILE), UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "no agent runs on the buffer "
                            + buffer
                            + ", or its agent.metrics_address is off",
                    e);
        }
    }
}
