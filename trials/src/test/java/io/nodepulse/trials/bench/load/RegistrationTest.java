package io.nodepulse.trials.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fleets that are registered with a server that takes each name once, as ours does. */
class RegistrationTest {

    private static final int SERVERS = 100;

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/servers", this::register);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void register(HttpExchange call) throws IOException {
        String name = new JsonMapper().readTree(call.getRequestBody()).path("name").asString();
        boolean free = names.add(name);
        byte[] body =
                (free ? "{\"id\":\"%s\",\"agent_token\":\"t\"}" : "{\"detail\":\"%s is taken\"}")
                        .formatted(name)
                        .getBytes(UTF_8);
        call.sendResponseHeaders(free ? 201 : 409, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fleetsOfOneSystemHaveNamesOfTheirOwn() {
        assertThat(register("bench")).hasSize(SERVERS);
        assertThat(register("probe")).hasSize(SERVERS);
        assertThat(names).hasSize(2 * SERVERS).contains("bench-0", "probe-99");
    }

    @Test
    void whatIsRefusedEndsItWithTheAnswer() {
        register("bench");
        assertThatThrownBy(() -> register("bench"))
                .hasStackTraceContaining("A registration was answered 409")
                .hasStackTraceContaining("is taken");
    }

    private List<Agent> register(String name) {
        return Registration.register(address, "token", name, SERVERS);
    }
}
