package io.nodepulse.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A short helper program that ran to its end: its exit code and what it printed. */
record ProgramRun(int exitCode, String output) {

    /** Exit code where the program is not there, as in a shell. */
    static final int NOT_FOUND = 127;

    private static final long LONGEST_MINUTES = 10;

    static ProgramRun of(String... command) throws IOException {
        return of(List.of(command), Map.of());
    }

    /** Runs the program with stdout and stderr together; a missing program is exit code 127. */
    static ProgramRun of(List<String> command, Map<String, String> environment) throws IOException {
        return of(command, environment, "");
    }

    /**
     * @param input what it reads from stdin, in full
     */
    static ProgramRun of(List<String> command, Map<String, String> environment, String input)
            throws IOException {
        Path output = Files.createTempFile("nodepulse-run", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            Map<String, String> kept =
                    ChildEnvironment.ofHelper(builder.environment(), environment);
            builder.environment().clear();
            builder.environment().putAll(kept);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = start(builder);
            give(process, input);
            return finish(process, output);
        } finally {
            Files.delete(output);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The last line that says something, for a one-line message. */
    String lastLine() {
        List<String> lines = new ArrayList<>(output.lines().filter(l -> !l.isBlank()).toList());
        return lines.isEmpty() ? "no output, exit code " + exitCode : lines.getLast().strip();
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            return new ProcessBuilder("sh", "-c", "exit " + NOT_FOUND).start();
        }
    }

    private static void give(Process process, String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            // It ended without reading, which its exit code and output explain.
        }
    }

    private static ProgramRun finish(Process process, Path output) throws IOException {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("did not end within " + LONGEST_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return new ProgramRun(
                process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
