package io.nodepulse.trials.torture;

import io.nodepulse.embedded.EmbeddedException;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.Relay;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.Signal;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One instance of the services, with the wire over which agents and people reach it. It is started
 * again whenever it has ended, as its unit of systemd does: a start may fail while what it needs is
 * broken. Thread-safe.
 */
final class ServicesPart implements Part, Closeable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What is done while it is away. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws IOException;
    }

    private final Path home;
    private final ServicesSettings settings;
    private final int port = Loopback.freePort();
    private final Relay wire = Relay.to(port);
    private ServerProcess process;
    private boolean closed;

    private ServicesPart(Path home, ServicesSettings settings) throws IOException {
        this.home = Files.createDirectories(home);
        this.settings = settings;
        synchronized (this) {
            this.process = launch();
        }
    }

    static ServicesPart start(Path home, ServicesSettings settings) throws IOException {
        return new ServicesPart(home, settings);
    }

    /** Over the wire. */
    String address() {
        return "http://%s:%d/".formatted(Loopback.HOST, wire.port());
    }

    /** What it has said, but for the terminal. */
    Path log() {
        return home.resolve("nodepulse.log");
    }

    /** Waits until they answer; fails with the end of their log if that takes too long. */
    void awaitReady(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        while (!answers()) {
            if (Instant.now().isAfter(deadline)) {
                throw new EmbeddedException(
                        "The services did not answer in %d s: %s"
                                .formatted(timeout.toSeconds(), current().logTail()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private synchronized ServerProcess current() {
        return process;
    }

    private boolean answers() {
        try {
            new ApiClient(address()).get("/api/servers");
            return true;
        } catch (CommandFailedException e) {
            return false;
        }
    }

    @Override
    public void kill() {
        ServerProcess running = current();
        running.kill();
        startAgain(running);
    }

    /** The same, and does that before it starts again. */
    synchronized void kill(Meanwhile meanwhile) throws IOException {
        process.kill();
        try {
            meanwhile.run();
        } finally {
            process = launch();
        }
    }

    private synchronized void startAgain(ServerProcess ended) {
        if (!closed && process == ended) {
            process = launch();
        }
    }

    @Override
    public void cut() {
        wire.reset();
    }

    @Override
    public List<Long> processes() {
        return Processes.running(List.of(current().pid()));
    }

    @Override
    public Optional<SmallDisk> disk() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        current().stop(Signal.TERM, GRACE);
        wire.close();
    }

    private ServerProcess launch() {
        ServerProcess started = run();
        // On another thread, which waits until this process is known as the one that runs.
        started.exitCode().thenRunAsync(() -> startAgain(started));
        return started;
    }

    private ServerProcess run() {
        return ServerProcess.start(
                "The services",
                settings.command(port, log()),
                settings.allSecrets(),
                home,
                home.resolve("output.log"));
    }
}
