package io.nodepulse.agent.self;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.telemetry.Log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers {@code GET /metrics} and {@code GET /status} on a loopback address, one request per
 * connection, one connection at a time, on a thread of its own.
 */
public final class LoopbackServer implements Runnable, Closeable {

    /** Names the address of the running agent; in the buffer's folder, for the status command. */
    static final String ADDRESS_FILE = "address";

    private static final int BACKLOG = 4;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_REQUEST = 4 * 1024;

    private final AgentConfig config;
    private final AgentStats stats;
    private final ServerSocket socket;
    private final Path addressFile;
    private final OwnHost own = OwnHost.ofThisMachine();
    private final List<ExporterKind> exporters = new ArrayList<>();

    private LoopbackServer(AgentConfig config, AgentStats stats, ServerSocket socket) {
        this.config = config;
        this.stats = stats;
        this.socket = socket;
        this.addressFile = config.buffer().path().resolve(ADDRESS_FILE);
        for (AgentConfig.Exporter exporter : config.exporters()) {
            exporters.add(exporter.kind());
        }
    }

    /**
     * Listens at that address and serves it.
     *
     * @throws IOException where the address is taken
     */
    public static LoopbackServer start(
            AgentConfig config, AgentConfig.Listen address, AgentStats stats) throws IOException {
        InetAddress host = InetAddress.getByName(address.host());
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, address.port()), BACKLOG);
            LoopbackServer server = new LoopbackServer(config, stats, socket);
            String bound = host.getHostAddress() + " " + socket.getLocalPort();
            Files.writeString(server.addressFile, bound, UTF_8);
            Thread thread = new Thread(server, "self");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void run() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(TIMEOUT_MILLIS);
                String head = readHead(client.getInputStream());
                client.getOutputStream()
                        .write(own.isMeantBy(head) ? answer(path(head)) : misdirected());
            } catch (IOException e) {
                Log.debug("request for the agent's metrics failed", "reason", e.getMessage());
            }
        }
    }

    private static byte[] misdirected() {
        return response(
                "421 Misdirected Request",
                "",
                "not known by that Host: ask by address, localhost or this machine's name\n");
    }

    private byte[] answer(String path) {
        return switch (path) {
            case "/metrics" ->
                    response("200 OK", "; version=0.0.4", MetricsPage.of(stats, exporters));
            case "/status" -> {
                String endpoint = config.server().endpoint().toString();
                String report = StatusReport.of(stats, config.serverId(), endpoint, exporters);
                yield response("200 OK", "", report);
            }
            default -> response("404 Not Found", "", "try /metrics or /status\n");
        };
    }

    private static byte[] response(String status, String typeParameters, String text) {
        byte[] body = text.getBytes(UTF_8);
        String head =
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Type: text/plain"
                        + typeParameters
                        + "; charset=utf-8\r\nConnection: close\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        byte[] whole = Arrays.copyOf(head.getBytes(ISO_8859_1), head.length() + body.length);
        System.arraycopy(body, 0, whole, head.length(), body.length);
        return whole;
    }

    /** Anything but a GET has an empty path. */
    private static String path(String head) {
        int to = head.indexOf(' ', 4);
        return head.startsWith("GET ") && to > 0 ? head.substring(4, to) : "";
    }

    /** Reads the request to the end of its head. */
    private static String readHead(InputStream in) throws IOException {
        byte[] request = new byte[MAX_REQUEST];
        int length = 0;
        while (length < request.length) {
            int read = in.read(request, length, request.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            String text = new String(request, 0, length, ISO_8859_1);
            if (text.contains("\r\n\r\n") || text.contains("\n\n")) {
                return text;
            }
        }
        throw new IOException("request without an end");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(addressFile);
            socket.close();
        } catch (IOException e) {
            Log.warn("cannot stop listening", "reason", e.getMessage());
        }
    }
}
