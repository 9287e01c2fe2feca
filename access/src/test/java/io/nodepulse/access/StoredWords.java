package io.nodepulse.access;

import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.ValkeyServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** All that a Valkey has on disk once it has written it anew, as bytes. */
final class StoredWords {

    private static final int TIMEOUT_MILLIS = 5_000;

    private StoredWords() {}

    /** The append-only file after a rewrite, in which nothing is compressed, and its log. */
    static String of(ValkeyServer valkey, Path folder) throws IOException {
        ask(valkey, "CONFIG SET rdbcompression no");
        ask(valkey, "BGREWRITEAOF");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> ask(valkey, "INFO persistence"),
                        info ->
                                info.contains("aof_rewrite_in_progress:0")
                                        && info.contains("aof_rewrite_scheduled:0"));
        StringBuilder words = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                words.append(new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return words.toString();
    }

    /** The answer to one command, on a connection of its own that the server closes. */
    private static String ask(ValkeyServer valkey, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), valkey.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
