package io.nodepulse.embedded;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Just enough of a client to bring a server up: one command per connection, without quoting. Every
 * answer is a list of lines; a single value is a list of one.
 */
final class ValkeyClient {

    private static final int TIMEOUT_MILLIS = 2_000;

    private ValkeyClient() {}

    /** An error answer of the server, such as {@code LOADING}. */
    static final class ErrorAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        ErrorAnswer(String message) {
            super(message);
        }
    }

    /** Whether the server serves; while it loads its data it does not yet. */
    static boolean answers(int port, @Nullable String password) {
        try {
            String login = password == null ? "" : "AUTH " + password + "\r\n";
            List<String> answers = password == null ? List.of("PONG") : List.of("OK", "PONG");
            return OwnListener.on(port)
                    && exchange(port, login + "PING", answers.size()).equals(answers);
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer as one text. */
    static String ask(int port, String command) throws IOException {
        return String.join("\n", askAll(port, command));
    }

    static List<String> askAll(int port, String command) throws IOException {
        return exchange(port, command, 1);
    }

    private static List<String> exchange(int port, String commands, int answers)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Loopback.HOST, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((commands + "\r\n").getBytes(StandardCharsets.UTF_8));
            List<String> answer = new ArrayList<>();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int left = answers; left > 0; left--) {
                read(in, answer);
            }
            return answer;
        }
    }

    /** Reads one value of the protocol RESP2; the elements of an array one after the other. */
    private static void read(InputStream in, List<String> answer) throws IOException {
        String head = line(in);
        String rest = head.substring(1);
        switch (head.charAt(0)) {
            case '-' -> throw new ErrorAnswer(rest);
            case '$' -> {
                int length = Integer.parseInt(rest);
                if (length >= 0) {
                    answer.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                    line(in);
                }
            }
            case '*' -> {
                for (int left = Integer.parseInt(rest); left > 0; left--) {
                    read(in, answer);
                }
            }
            default -> answer.add(rest);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
