package io.nodepulse.embedded;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A server with buckets over S3 for all tests of a JVM, on a temporary directory; it ends with the
 * JVM. Its program, {@code com.adobe.testing:s3mock}, classifier {@code exec}, must be among the
 * tests' dependencies; it is run, nothing of it is loaded.
 */
public final class EmbeddedBuckets implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final int port;
    private final Path directory;

    private EmbeddedBuckets(ServerProcess process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    public static EmbeddedBuckets shared() {
        return Shared.SERVER;
    }

    /** Port of plain HTTP on loopback; any credentials will do. */
    public int port() {
        return port;
    }

    /**
     * A folder for each bucket, with one for each object, which has its bytes and what they are.
     */
    public Path directory() {
        return directory;
    }

    private static EmbeddedBuckets start(Path directory) {
        Path program = program();
        return Loopback.startOn(0, "buckets", port -> start(program, port, directory));
    }

    private static EmbeddedBuckets start(Path program, int port, Path directory) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        program.toString(),
                        "--server.address=" + Loopback.HOST,
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=" + port);
        Map<String, String> environment =
                Map.of("COM_ADOBE_TESTING_S3MOCK_STORE_ROOT", directory.toString());
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        ServerProcess process =
                ServerProcess.start("buckets", command, environment, directory, log);
        process.awaitReady(() -> answers(port), START);
        return new EmbeddedBuckets(process, port, directory);
    }

    private static Path program() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("s3mock-.*-exec\\.jar"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new EmbeddedException(
                                        "s3mock's exec jar is not on the class path: add it to the"
                                                + " module's test dependencies"));
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://%s:%d/favicon.ico".formatted(Loopback.HOST, port))
                                    .toURL()
                                    .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    @Override
    public void close() throws IOException {
        process.stop(Signal.TERM, GRACE);
        Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
    }

    /** Initialised at first use. */
    private static final class Shared {
        private static final EmbeddedBuckets SERVER =
                TestScope.untilExit("buckets", EmbeddedBuckets::start);
    }
}
