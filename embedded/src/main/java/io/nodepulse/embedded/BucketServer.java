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
import java.util.stream.Stream;

/**
 * A server with buckets over S3, without any that it begins with. It is {@code
 * com.adobe.testing:s3mock}, a whole program in one jar, which is run and of which nothing is
 * loaded.
 */
public final class BucketServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final int port;
    private final Path directory;

    private BucketServer(ServerProcess process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /**
     * Starts it on a free port; returns when it answers.
     *
     * @param program its jar
     * @param directory where it keeps what it has; its log goes beside it
     * @throws EmbeddedException with the end of its log if it does not start
     */
    public static BucketServer start(Path program, Path directory) {
        return Loopback.startOn(0, "buckets", port -> start(program, port, directory));
    }

    private static BucketServer start(Path program, int port, Path directory) {
        List<String> command = BriefJvm.command();
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-jar",
                        program.toString(),
                        "--server.address=" + Loopback.HOST,
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=" + port));
        Map<String, String> environment =
                Map.of("COM_ADOBE_TESTING_S3MOCK_STORE_ROOT", directory.toString());
        ServerProcess process =
                ServerProcess.start("buckets", command, environment, directory, log(directory));
        process.awaitReady(() -> answers(port), START);
        return new BucketServer(process, port, directory);
    }

    private static Path log(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }

    /**
     * Finds its jar, classifier {@code exec}: on the class path, or in one of these folders.
     *
     * @throws EmbeddedException if it is in none
     */
    public static Path program(Path... folders) {
        Stream<Path> classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of);
        return Stream.concat(classPath, Arrays.stream(folders).flatMap(BucketServer::files))
                .filter(path -> path.getFileName().toString().matches("s3mock-.*-exec\\.jar"))
                .map(Path::toAbsolutePath)
                .findFirst()
                .orElseThrow(
                        () ->
                                new EmbeddedException(
                                        "s3mock's exec jar is not on the class path"
                                                + (folders.length == 0
                                                        ? ": add it to the module's test"
                                                                + " dependencies"
                                                        : ", nor in " + List.of(folders))));
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot read " + folder + ": " + e.getMessage(), e);
        }
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

    public long pid() {
        return process.pid();
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

    /** Ends it, and removes its log. */
    @Override
    public void close() throws IOException {
        process.stop(Signal.TERM, GRACE);
        Files.deleteIfExists(log(directory));
    }
}
