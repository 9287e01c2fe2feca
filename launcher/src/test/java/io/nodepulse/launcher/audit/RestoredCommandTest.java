package io.nodepulse.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Each range that went with a restore is a line. */
class RestoredCommandTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"restored\":[]} | Nothing that was signed is missing at the end of any shard.",
                "{\"restored\":[{\"shard\":3,\"first\":844,\"last\":904}]} | shard 3: events 844-904, signed after the copy was made, went with it"
            })
    void whatWentIsSaid(String answer, String said) throws IOException {
        new DataFolder(folder).adminToken().write("secret");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/audit/restored",
                exchange -> {
                    boolean asked =
                            exchange.getRequestMethod().equals("POST")
                                    && "Bearer secret"
                                            .equals(
                                                    exchange.getRequestHeaders()
                                                            .getFirst("Authorization"));
                    exchange.sendResponseHeaders(asked ? 200 : 400, 0);
                    exchange.getResponseBody().write(answer.getBytes(UTF_8));
                    exchange.close();
                });
        server.start();
        StringWriter out = new StringWriter();
        try {
            int code =
                    NodePulse.commandLine()
                            .setOut(new PrintWriter(out, true))
                            .execute(
                                    "audit",
                                    "restored",
                                    "--url",
                                    "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                                    "--data",
                                    folder.toString());
            assertThat(code).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(out.toString()).hasLineCount(1).startsWith(said);
    }
}
