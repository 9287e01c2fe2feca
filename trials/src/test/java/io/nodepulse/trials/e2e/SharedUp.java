package io.nodepulse.trials.e2e;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.TestScope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One {@code up} for all tests of this JVM that let it live: a start is ten seconds of CPU time. It
 * begins at first use and ends with the JVM. Others come in by {@link #listener}; its folder is as
 * an earlier version left it, open to others.
 */
final class SharedUp implements AutoCloseable {

    /** It has it from its environment. */
    static final String ADMIN_TOKEN = "a-token-of-the-environment";

    /** No address that a service would listen on by itself. */
    private static final String LISTENER = "127.0.0.2";

    /** Where it keeps all it has. */
    final Path data;

    /** Where it finds the agent that other machines install; empty at first. */
    final Path archives;

    /** Where other machines find it, by TLS. */
    final String listener;

    /** Its page. */
    final String address;

    final UpProcess process;

    private SharedUp(Path directory) throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        Path old = Files.createDirectories(data.resolve("valkey/appendonlydir"));
        Files.writeString(old.resolve("left-behind.aof"), "");
        Stream.of(data, data.resolve("valkey"), old).forEach(SharedUp::open);
        archives = Files.createDirectory(directory.resolve("archives"));
        String host = LISTENER + ":" + Loopback.freePort();
        listener = "https://" + host;
        process =
                UpProcess.start(
                        data,
                        Map.of(
                                "NODEPULSE_ADMIN_TOKEN",
                                ADMIN_TOKEN,
                                "NODEPULSE_INSTALL_DIRECTORY",
                                archives.toString()),
                        "--listen",
                        host);
        address = process.address();
    }

    static SharedUp running() {
        return Running.UP;
    }

    private static SharedUp start(Path directory) {
        try {
            return new SharedUp(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** Initialised at first use. */
    private static final class Running {
        private static final SharedUp UP = TestScope.untilExit("up", SharedUp::start);
    }
}
