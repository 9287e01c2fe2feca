package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.DataDirectory;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stops {@code up} before anything has started: one line that says what to do. */
class UpRefusalTest {

    @TempDir private Path dir;

    @Test
    void aTakenPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Loopback.HOST))) {
            String port = Integer.toString(socket.getLocalPort());
            assertThat(refusal("--data", dir.toString(), "--port", port))
                    .isEqualTo(
                            "nodepulse: Port %s on 127.0.0.1 for the page (--port) is taken: %s\n"
                                    .formatted(
                                            port,
                                            "stop what listens there or choose another port"));
        }
    }

    @Test
    void aDataFolderInUse() {
        try (DataDirectory held = DataDirectory.claim(dir)) {
            assertThat(refusal("--data", dir.toString()))
                    .isEqualTo(
                            "nodepulse: The data folder %s is in use by another NodePulse: %s\n"
                                    .formatted(
                                            held.path(), "stop that one or choose another folder"));
        }
    }

    @Test
    void aDataFolderThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThat(refusal("--data", file.resolve("data").toString()))
                .startsWith("nodepulse: Cannot write the data folder " + file.resolve("data"))
                .endsWith("make it writable or choose another folder\n");
    }

    private static String refusal(String... options) {
        StringWriter errors = new StringWriter();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "up";
        System.arraycopy(options, 0, arguments, 1, options.length);
        int exitCode =
                NodePulse.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
        assertThat(exitCode).isEqualTo(1);
        return errors.toString();
    }
}
