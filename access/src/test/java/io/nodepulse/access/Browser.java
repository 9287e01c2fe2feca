package io.nodepulse.access;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client that keeps cookies and sends whatever headers it is told, Host and Origin among them,
 * which the JDK's client would not.
 */
final class Browser {

    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private InetAddress from = InetAddress.getLoopbackAddress();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** An answer; names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, List<String> cookies, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        /** Where a redirect leads, or nothing. */
        String location() {
            return headers.getOrDefault("location", "");
        }
    }

    Browser(int port) {
        this.port = port;
        headers.put("Host", "127.0.0.1:" + port);
    }

    static Browser of(RunningAccess app) {
        return new Browser(app.port());
    }

    /** One that shows that bearer token. */
    static Browser bearing(RunningAccess app, String token) {
        return of(app).with("Authorization", "Bearer " + token);
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Calls from that address of loopback from now on. */
    Browser from(String address) {
        from = InetAddress.ofLiteral(address);
        return this;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** The same cookies, at another instance. */
    Browser at(RunningAccess other) {
        Browser moved = new Browser(other.port());
        cookies.forEach(
                (name, value) ->
                        moved.cookies.put(name.replace("_" + port, "_" + other.port()), value));
        return moved.echoing();
    }

    /** Sends the CSRF cookie back as the header, as the page does. */
    Browser echoing() {
        return with("X-CSRF-Token", cookie("nodepulse_csrf"));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer signIn(String name, String password) {
        Answer answer =
                post(
                        "/api/session",
                        JSON.writeValueAsString(Map.of("name", name, "password", password)));
        echoing();
        return answer;
    }

    Answer send(String method, String path, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            headers.forEach((name, value) -> line(head, name, value));
            if (!cookies.isEmpty()) {
                line(head, "Cookie", cookieHeader());
            }
            line(head, "Connection", "close");
            line(head, "Content-Type", "application/json");
            line(head, "Content-Length", Integer.toString(bytes.length));
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return read(
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private Answer read(BufferedReader in) throws IOException {
        String[] status = in.readLine().split(" ", 3);
        Map<String, String> received = new LinkedHashMap<>();
        List<String> set = new ArrayList<>();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = line.substring(line.indexOf(':') + 1).strip();
            received.put(name, value);
            if (name.equals("set-cookie")) {
                set.add(value);
                keep(value);
            }
        }
        return new Answer(Integer.parseInt(status[1]), received, set, body(in, received));
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty()) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    private static String body(BufferedReader in, Map<String, String> headers) throws IOException {
        String all = in.lines().collect(Collectors.joining("\n"));
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return all;
        }
        StringBuilder body = new StringBuilder();
        String[] lines = all.split("\n", -1);
        for (int i = 0; i + 1 < lines.length && !lines[i].equals("0"); i += 2) {
            body.append(lines[i + 1]);
        }
        return body.toString();
    }
}
