package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code up} on a machine that others use too: what another account finds open, and what the
 * children of {@code up} carry with them. The folder is made as an earlier version left it.
 */
class LocalAccountTest {

    private final SharedUp up = SharedUp.running();

    @Test
    void findsNoFileOpen() throws Exception {
        Map<Path, String> modes = modes(up.data);

        assertThat(modes).hasSizeGreaterThan(100);
        assertThat(modes).allSatisfy((path, mode) -> assertThat(mode).endsWith("------"));
    }

    /** Of what stays: the system is at work, and files come and go. */
    private static Map<Path, String> modes(Path root) throws IOException {
        Map<Path, String> modes = new HashMap<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path path, BasicFileAttributes attributes) throws IOException {
                        return visitFile(path, attributes);
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                            throws IOException {
                        try {
                            modes.put(
                                    path,
                                    PosixFilePermissions.toString(
                                            Files.getPosixFilePermissions(path)));
                            return FileVisitResult.CONTINUE;
                        } catch (NoSuchFileException e) {
                            return visitFileFailed(path, e);
                        }
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        return modes;
    }

    @Test
    void childrenHaveNoToken() throws Exception {
        int seen = 0;
        for (ProcessHandle child : up.process.children()) {
            Path self = Path.of("/proc", Long.toString(child.pid()));
            try {
                assertThat(read(self.resolve("environ")) + read(self.resolve("cmdline")))
                        .as("%s", self)
                        .doesNotContain(SharedUp.ADMIN_TOKEN);
                seen++;
            } catch (IOException e) {
                // PostgreSQL ends processes of its own at any time.
                assertThat(child.isAlive()).as("%s: %s", self, e).isFalse();
            }
        }
        assertThat(seen).isGreaterThan(2);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void superuserHasNoWayIn() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/psql"))).as("psql is there").isTrue();
        String port = Files.readAllLines(up.data.resolve("postgres/cluster/postmaster.pid")).get(3);
        Process psql =
                new ProcessBuilder(
                                List.of(
                                        "psql",
                                        "-w",
                                        "-h",
                                        "127.0.0.1",
                                        "-p",
                                        port,
                                        "-U",
                                        "nodepulse",
                                        "-c",
                                        "SELECT 1",
                                        "postgres"))
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("no pg_hba.conf entry");
    }
}
