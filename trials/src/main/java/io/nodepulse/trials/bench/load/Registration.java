package io.nodepulse.trials.bench.load;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Registers servers as an administrator would, many at a time. Used by one load. */
public final class Registration {

    private static final int CONNECTIONS = 32;
    private static final int CREATED = 201;
    private static final int LOOK_MILLIS = 100;

    private final URI address;
    private final String adminToken;
    private final String name;
    private final List<Agent> agents = new ArrayList<>();
    private final JsonMapper json = new JsonMapper();
    private final CountDownLatch left;
    private int asked;
    private final int count;

    private Registration(URI address, String adminToken, String name, int count) {
        this.address = address;
        this.adminToken = adminToken;
        this.name = name;
        this.count = count;
        this.left = new CountDownLatch(count);
    }

    /**
     * Registers that many servers.
     *
     * @param name theirs, before a number; each fleet of a system has another one
     */
    public static List<Agent> register(URI address, String adminToken, String name, int servers) {
        Registration registration = new Registration(address, adminToken, name, servers);
        registration.run();
        return registration.agents;
    }

    private void run() {
        List<LoadCaller> callers =
                IntStream.range(0, CONNECTIONS)
                        .<LoadCaller>mapToObj(i -> new Connection())
                        .toList();
        try (HttpLoad load = HttpLoad.start("registration", address, callers)) {
            while (!left.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                load.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while registering servers", e);
        }
    }

    private final class Connection implements LoadCaller {

        @Override
        public boolean request(ByteBuffer out) {
            if (asked == count) {
                return false;
            }
            String body = "{\"name\":\"%s-%d\"}".formatted(name, asked++);
            String request =
                    """
                    POST /api/servers HTTP/1.1\r
                    Host: %s\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s"""
                            .formatted(address.getAuthority(), adminToken, body.length(), body);
            out.put(request.getBytes(StandardCharsets.US_ASCII));
            return true;
        }

        @Override
        public void answered(HttpAnswer answer, long nanos) {
            if (answer.status() != CREATED) {
                throw new CommandFailedException(
                        "A registration was answered %d: %s"
                                .formatted(answer.status(), answer.body()));
            }
            JsonNode made = json.readTree(answer.body());
            agents.add(new Agent(made.path("id").asString(), made.path("agent_token").asString()));
            left.countDown();
        }
    }
}
