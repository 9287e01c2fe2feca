package io.nodepulse.launcher.servers;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What the commands ask of the server, and what they say. */
class ServersCommandTest {

    private static final String SERVERS =
            """
            {"servers": [{"id": "1", "name": "web-1"}, {"id": "2", "name": "web-10"},
                         {"id": "3", "name": "twin"}, {"id": "4", "name": "twin"}]}""";

    @TempDir Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        new DataFolder(folder).adminToken().write("secret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (call.equals("GET /api/servers")) {
            send(exchange, 200, SERVERS);
            return;
        }
        asked.add(
                "%s %s %s"
                        .formatted(
                                call, exchange.getRequestHeaders().getFirst("Authorization"), body)
                        .strip());
        if (call.startsWith("DELETE")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else if (body.contains("\"twin\"")) {
            send(exchange, 409, "{\"detail\": \"a server named twin is registered already\"}");
        } else {
            send(exchange, 200, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... words) {
        String[] all =
                Stream.concat(
                                Stream.of(words),
                                Stream.of(
                                        "--url",
                                        "http://127.0.0.1:" + server.getAddress().getPort(),
                                        "--data",
                                        folder.toString()))
                        .toArray(String[]::new);
        return NodePulse.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void aServerIsRenamed() {
        assertThat(run("servers", "rename", "web-1", "web-01")).isZero();

        assertThat(out.toString()).hasLineCount(1).startsWith("web-1 is called web-01 now.");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst())
                .startsWith("PATCH /api/servers/1 Bearer secret {")
                .contains("\"name\":\"web-01\"", "\"allow_same_name\":false");
    }

    @Test
    void aServerIsTagged() {
        assertThat(run("servers", "tag", "web-1", "prod", "team=db")).isZero();
        assertThat(run("servers", "tag", "2")).isZero();

        assertThat(out.toString().lines())
                .containsExactly("web-1 has prod, team=db now.", "web-10 has no tags now.");
        assertThat(asked)
                .containsExactly(
                        "PATCH /api/servers/1 Bearer secret {\"tags\":[\"prod\",\"team=db\"]}",
                        "PATCH /api/servers/2 Bearer secret {\"tags\":[]}");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertThat(run("servers", "rename", "web-1", "twin")).isEqualTo(1);

        assertThat(err.toString()).contains("registered already");
    }

    @Test
    void aServerIsRemovedWithoutAskingWhereThatIsSaid() {
        assertThat(run("servers", "remove", "2", "--yes")).isZero();

        assertThat(out.toString()).hasLineCount(1).startsWith("web-10 is removed.");
        assertThat(asked).containsExactly("DELETE /api/servers/2 Bearer secret");
    }

    @Test
    void aHistoryIsErasedAlsoOfAServerThatIsNotListedAnyMore() {
        String gone = "0d9f6a3e-3f0c-4a57-9c1e-6f1a2b3c4d5e";
        assertThat(run("servers", "erase", "web-10", "--yes")).isZero();
        assertThat(run("servers", "erase", gone, "--yes")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "The history of web-10 is erased.",
                        "The history of %s is erased.".formatted(gone));
        assertThat(asked)
                .containsExactly(
                        "DELETE /api/servers/2/history Bearer secret",
                        "DELETE /api/servers/%s/history Bearer secret".formatted(gone));
    }

    @Test
    void whereNobodyCanBeAskedNothingIsErased() {
        assertThat(run("servers", "erase", "web-1")).isEqualTo(2);

        assertThat(err.toString()).contains("--yes");
        assertThat(asked).isEmpty();
    }

    /** Tests have no terminal. */
    @Test
    void whereNobodyCanBeAskedNothingIsRemoved() {
        assertThat(run("servers", "remove", "web-1")).isEqualTo(2);

        assertThat(err.toString()).contains("--yes");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPartOfANameIsNotEnough() {
        assertThat(run("servers", "remove", "web", "--yes")).isEqualTo(2);
        assertThat(run("servers", "remove", "web-1x", "--yes")).isEqualTo(2);
        assertThat(run("servers", "remove", "twin", "--yes")).isEqualTo(2);
        assertThat(run("servers", "rename", "web", "x")).isEqualTo(2);

        assertThat(asked).isEmpty();
    }
}
