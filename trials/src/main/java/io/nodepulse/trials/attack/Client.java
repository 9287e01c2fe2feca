package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends whatever it is told from any address of loopback, each request over a connection of its
 * own: clients of libraries are too polite. Immutable.
 *
 * @param from an address of this machine
 * @param headers by name, besides those that the length of a body needs
 */
record Client(URI server, String from, Map<String, String> headers) {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** An answer as it came. */
    record Answer(int status, String text) {}

    static Client at(URI server, String from) {
        return new Client(
                server,
                from,
                Map.of("Host", server.getAuthority(), "Content-Type", "application/json"));
    }

    Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(server, from, more);
    }

    Client bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Answer get(String path) throws IOException {
        return send("GET", path, new byte[0]);
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, json.getBytes(UTF_8));
    }

    Answer post(String path, byte[] body) throws IOException {
        return send("POST", path, body);
    }

    /** Tries to sign in; names and passwords without anything that JSON escapes. */
    int signIn(String name, String password) throws IOException {
        return post(
                        "/api/session",
                        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .status();
    }

    private Answer send(String method, String path, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head(method, path, body.length).getBytes(UTF_8));
            socket.getOutputStream().write(body);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            String text = all.toString(ISO_8859_1);
            if (text.length() < STATUS_AT + 3) {
                throw new IOException("the server hung up on a " + method + " of " + path);
            }
            return new Answer(Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3)), text);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout((int) LONGEST.toMillis());
        return socket;
    }

    private String head(String method, String path, int length) {
        StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(length))
                .toString();
    }
}
