package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The running processes of a server program whose working directory is a given data directory, as
 * the kernel tells it; both engines change into their data directory. This finds orphans of a JVM
 * that was killed, without trusting a process id in a file that may belong to somebody else by now.
 *
 * @param directory a real path, with no links in it
 * @param program start of the executable's file name
 */
public record ServersOnDirectory(Path directory, String program) {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    /** Ends what is left of an earlier run: asks in order, and kills after half a minute. */
    public void endOrphans(Signal orderly) {
        List<Long> orphans = find();
        if (orphans.isEmpty()) {
            return;
        }
        long parent =
                orphans.stream()
                        .filter(p -> !orphans.contains(parentOf(p)))
                        .findFirst()
                        .orElseThrow();
        orderly.sendTo(parent);
        if (!awaitNone(GRACE)) {
            killAll();
        }
    }

    /** Kills every one at once and waits until the kernel has removed them. */
    void killAll() {
        find().forEach(Signal.KILL::sendTo);
        if (!awaitNone(GRACE)) {
            throw new EmbeddedException(
                    "A killed %s still runs on %s: processes %s"
                            .formatted(program, directory, find()));
        }
    }

    boolean awaitNone(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!find().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** Their process ids. */
    public List<Long> find() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                if (matches(process)) {
                    pids.add(Long.parseLong(process.getFileName().toString()));
                }
            }
            return pids;
        } catch (IOException e) {
            throw new EmbeddedException("Cannot list the processes in /proc: " + e.getMessage(), e);
        }
    }

    private boolean matches(Path process) {
        try {
            Path executable = Files.readSymbolicLink(process.resolve("exe")).getFileName();
            return executable != null
                    && executable.toString().startsWith(program)
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
        } catch (IOException e) {
            return false;
        }
    }

    private static long parentOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(0L);
    }
}
