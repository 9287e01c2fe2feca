package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a child of this JVM, in a session of its own: Ctrl-C in the terminal
 * reaches only the JVM, which then ends its servers in its own order.
 */
public final class ServerProcess {

    private static final long POLL_MILLIS = 20;
    private static final int LOG_LINES = 3;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * @param name as it is called in messages
     * @param environment variables on top of the few that every child sees, {@link
     *     ChildEnvironment}
     * @param directory its working directory, by which an orphan of it is found
     * @param log receives stdout and stderr, after what is there
     * @throws EmbeddedException if the program cannot be run
     */
    public static ServerProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log) {
        List<String> whole = new ArrayList<>(sessionLeader());
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> kept = ChildEnvironment.of(builder.environment(), environment);
        builder.environment().clear();
        builder.environment().putAll(kept);
        try {
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new EmbeddedException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Waits until the server answers.
     *
     * @throws EmbeddedException with the end of its log if it ended or took too long
     */
    public void awaitReady(BooleanSupplier ready, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (endsWithin(Duration.ofMillis(POLL_MILLIS))) {
                throw new EmbeddedException("%s ended at its start: %s".formatted(name, logTail()));
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new EmbeddedException(
                        "%s was not ready after %d s: %s"
                                .formatted(name, timeout.toSeconds(), logTail()));
            }
        }
    }

    /** Completes when the program has ended, for whatever reason. */
    public CompletableFuture<Integer> exitCode() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends it in order, or by force after the grace time. */
    public void stop(Signal orderly, Duration grace) {
        if (process.isAlive()) {
            orderly.sendTo(process.pid());
            if (!endsWithin(grace)) {
                kill();
            }
        }
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new EmbeddedException("Interrupted while waiting for " + name, e);
        }
    }

    /** What it wrote last, and where all of it stands. */
    public String logTail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8)
                            .lines()
                            .filter(l -> !l.isBlank())
                            .toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return String.join(" | ", tail) + " (log: " + log + ")";
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    /** {@code setsid} comes with every Linux, but a bare container may lack it. */
    private static List<String> sessionLeader() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"))
                ? List.of("/usr/bin/setsid")
                : List.of();
    }
}
