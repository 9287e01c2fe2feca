package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Processes that stand still until this is closed, as on a machine that swaps or sleeps. */
public final class Freeze implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final Set<Long> frozen = new LinkedHashSet<>();

    private Freeze() {}

    /**
     * Freezes them; when this returns, none of them does anything any more.
     *
     * @param processes looked at again until no new one has appeared
     */
    public static Freeze of(Supplier<List<Long>> processes) {
        Freeze freeze = new Freeze();
        try {
            freeze.stop(processes);
            return freeze;
        } catch (RuntimeException e) {
            freeze.close();
            throw e;
        }
    }

    @Override
    public void close() {
        frozen.forEach(Signal.CONT::sendTo);
    }

    private void stop(Supplier<List<Long>> processes) {
        List<Long> found = processes.get();
        while (!frozen.containsAll(found)) {
            found.stream().filter(frozen::add).forEach(Signal.STOP::sendTo);
            found = processes.get();
        }
        frozen.forEach(Freeze::awaitStopped);
    }

    /** A process ends the system call it is in before it stops. */
    private static void awaitStopped(long pid) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (isMoving(pid)) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedException("Process %d does not stop".formatted(pid));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The line is {@code pid (name) state …}, and a name may hold anything. */
    private static boolean isMoving(long pid) {
        try {
            String line =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "stat"),
                            StandardCharsets.ISO_8859_1);
            char state = line.charAt(line.lastIndexOf(')') + 2);
            return state != 'T' && state != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
