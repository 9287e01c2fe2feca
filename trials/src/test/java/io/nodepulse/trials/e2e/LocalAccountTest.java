package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code up} on a machine that others use too: what another account finds open, and what the
 * children of {@code up} carry with them. The folder is made as an earlier version left it.
 */
class LocalAccountTest {

    private static final String TOKEN = "a-token-of-the-environment";

    @TempDir private Path dir;

    @Test
    void findsNothingOpen() throws Exception {
        Path data = Files.createDirectory(dir.resolve("data"));
        Path old = Files.createDirectories(data.resolve("valkey/appendonlydir"));
        Files.writeString(old.resolve("left-behind.aof"), "");
        Stream.of(data, data.resolve("valkey"), old).forEach(LocalAccountTest::open);
        try (UpProcess up = UpProcess.start(data, Map.of("NODEPULSE_ADMIN_TOKEN", TOKEN))) {
            up.address();
            assertThat(forOthers(data)).isEmpty();
            childrenHaveNoToken(up);
            superuserHasNoWayIn(data);
        }
    }

    private static void open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> forOthers(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!mode.endsWith("------")) {
                    found.add(mode + " " + path);
                }
            }
        }
        return found;
    }

    private static void childrenHaveNoToken(UpProcess up) throws IOException {
        List<Path> children =
                up.children().stream().map(child -> Path.of("/proc", child.pid() + "")).toList();
        assertThat(children).hasSizeGreaterThan(2);
        for (Path child : children) {
            assertThat(read(child.resolve("environ")) + read(child.resolve("cmdline")))
                    .as("%s", child)
                    .doesNotContain(TOKEN);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void superuserHasNoWayIn(Path data) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/psql"))).as("psql is there").isTrue();
        String port = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(3);
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
