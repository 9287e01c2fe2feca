package io.nodepulse.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The few Valkey commands these tests need, written as inline commands. */
final class Valkey {

    private Valkey() {}

    /** Sends one command and returns the first line of the answer, or of the value it announces. */
    static String ask(ValkeyServer server, String command) throws IOException {
        try (Socket socket = new Socket(Loopback.HOST, server.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            String line = line(socket);
            return line.startsWith("$") && !line.equals("$-1") ? line(socket) : line;
        }
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
