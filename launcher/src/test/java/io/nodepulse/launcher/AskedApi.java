package io.nodepulse.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

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

/** Stands in for the API and writes down what a command asks of it. */
public final class AskedApi implements AutoCloseable {

    private final Path folder;
    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /**
     * @param folder keeps the administrator's token, {@code secret}
     * @param answer to everything but to deleting, unless it has a query
     */
    public AskedApi(Path folder, String answer) throws IOException {
        this.folder = folder;
        new DataFolder(folder).adminToken().write("secret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
    }

    private void answer(HttpExchange exchange, String answer) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                body)
                        .strip());
        byte[] bytes = answer.getBytes(UTF_8);
        boolean isPlain = exchange.getRequestURI().getQuery() == null;
        if (exchange.getRequestMethod().equals("DELETE") && isPlain) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Runs a command against it. */
    public int run(String... words) {
        Stream<String> where =
                Stream.of(
                        "--url",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "--data",
                        folder.toString());
        return NodePulse.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(words), where).toArray(String[]::new));
    }

    /** Method, path, header of the caller and body of each call. */
    public List<String> asked() {
        return asked;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
