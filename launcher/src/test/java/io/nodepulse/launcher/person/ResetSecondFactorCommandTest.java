package io.nodepulse.launcher.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the command asks of the server, and what it says. */
class ResetSecondFactorCommandTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void itAsksWithTheTokenOfTheFolderForTheNameAsItIs(@TempDir Path folder) throws Exception {
        new DataFolder(folder).adminToken().write("secret");
        StringWriter out = new StringWriter();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            exchange.getRequestHeaders()
                                                    .getFirst("Authorization")));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        try {
            int code =
                    NodePulse.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(
                                    "person",
                                    "reset-second-factor",
                                    "grace hopper/x",
                                    "--url",
                                    "http://127.0.0.1:" + server.getAddress().getPort(),
                                    "--data",
                                    folder.toString());

            assertThat(code).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(asked)
                .containsExactly(
                        "DELETE /api/people/grace%20hopper%2Fx/second-factor Bearer secret");
        assertThat(out.toString()).isEqualTo("grace hopper/x has no second factor any more.\n");
    }
}
