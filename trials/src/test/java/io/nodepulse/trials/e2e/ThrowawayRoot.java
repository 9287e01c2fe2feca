package io.nodepulse.trials.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder that the install script takes for the root of a machine, and a systemctl that only
 * writes down what it was told.
 */
record ThrowawayRoot(Path folder) {

    /** What a program said, both streams as one, and how it ended. */
    record Outcome(int exitCode, String said) {}

    static ThrowawayRoot make(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("run/systemd/system"));
        Path systemctl = Files.createDirectories(folder.resolve("stubs")).resolve("systemctl");
        Files.writeString(systemctl, "#!/bin/sh\necho \"$@\" >> \"$DESTDIR/systemctl.log\"\n");
        executable(systemctl);
        return new ThrowawayRoot(folder);
    }

    static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a line as people type it. */
    Outcome run(String line) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-o", "pipefail", "-c", line);
        Map<String, String> environment = shell.environment();
        environment.put("DESTDIR", folder.toString());
        environment.put("PATH", folder.resolve("stubs") + ":" + environment.get("PATH"));
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    /** Below root, by path; folders only where they are empty. */
    List<String> leftovers() throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path each : files.toList()) {
                String path = folder.relativize(each).toString();
                if (!Files.isDirectory(each)
                        && !path.startsWith("stubs")
                        && !path.equals("systemctl.log")) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    List<String> systemctlCalls() throws IOException {
        return Files.readAllLines(folder.resolve("systemctl.log"));
    }
}
