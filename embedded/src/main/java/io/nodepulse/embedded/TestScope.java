package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Servers that live as long as this JVM, on directories that go with them. */
public final class TestScope {

    private TestScope() {}

    /**
     * Whether what they acknowledge must outlive the machine. Nobody kills the servers that tests
     * share, so those need not; what a benchmark measures, which runs without the setting, is.
     */
    static boolean isDurable() {
        return !"false".equals(System.getProperty("embedded.durable"));
    }

    /** Starts one on a directory of its own; both end with this JVM. */
    public static <S extends AutoCloseable> S untilExit(String name, Function<Path, S> start) {
        try {
            Path directory = Files.createTempDirectory("nodepulse-" + name + "-");
            S server = start.apply(directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(server, directory), "end-" + name));
            return server;
        } catch (IOException e) {
            throw new EmbeddedException("Cannot make a temporary directory: " + e.getMessage(), e);
        }
    }

    private static void end(AutoCloseable server, Path directory) {
        try {
            server.close();
            DirectoryTree.delete(directory);
        } catch (Exception e) {
            throw new EmbeddedException("Cannot end what runs on " + directory + ": " + e, e);
        }
    }
}
