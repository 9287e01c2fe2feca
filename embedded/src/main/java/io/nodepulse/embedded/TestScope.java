package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Servers that live as long as this JVM, on directories that go with them. */
final class TestScope {

    private TestScope() {}

    static <S extends AutoCloseable> S untilExit(String name, Function<Path, S> start) {
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
