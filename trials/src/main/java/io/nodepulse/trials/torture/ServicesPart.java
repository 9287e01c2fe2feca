package io.nodepulse.trials.torture;

import io.nodepulse.embedded.EmbeddedException;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.Relay;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.Signal;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One instance of the services, with the wire over which agents and people reach it. It is started
 * again whenever it has ended, as its unit of systemd does: a start may fail while what it needs is
 * broken. Thread-safe.
 */
final class ServicesPart implements Part, Closeable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What an instance is started with.
     *
     * @param secrets passwords of the engines, as variables: a command line is for all to read
     * @param replicas that must have an append before it is acknowledged
     * @param segments where they are, the same for all: one makes them, each reads them
     * @param audited whether it is the one that looks after the event store
     */
    record Settings(
            String valkeyUri,
            String jdbcUrl,
            Map<String, String> secrets,
            int replicas,
            Path segments,
            boolean audited) {}

    private final Path home;
    private final Settings settings;
    private final int port = Loopback.freePort();
    private final Relay wire = Relay.to(port);
    private ServerProcess process;
    private boolean closed;

    private ServicesPart(Path home, Settings settings) throws IOException {
        this.home = Files.createDirectories(home);
        this.settings = settings;
        synchronized (this) {
            this.process = launch();
        }
    }

    static ServicesPart start(Path home, Settings settings) throws IOException {
        return new ServicesPart(home, settings);
    }

    /** Over the wire. */
    String address() {
        return "http://%s:%d/".formatted(Loopback.HOST, wire.port());
    }

    /** Where segments are. */
    Path segments() {
        return settings.segments();
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
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        // It does not live long enough for more.
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Daxoniq.update-checker.disabled=true",
                        "-Dnodepulse.valkey.replicas=" + settings.replicas(),
                        // Hours would not end in a run.
                        "-Dnodepulse.segments.directory=" + settings.segments(),
                        "-Dnodepulse.segments.range=1m",
                        "-Dnodepulse.segments.hot=1m",
                        "-Dnodepulse.audit.trim-every=30s",
                        // One for all who work on the same stores.
                        "-Dnodepulse.persons.key-file="
                                + settings.segments().resolveSibling("persons.key"),
                        "-cp",
                        classPath(),
                        ServicesProgram.class.getName(),
                        settings.valkeyUri(),
                        settings.jdbcUrl(),
                        Victims.ADMIN_TOKEN,
                        Integer.toString(port),
                        home.resolve("audit").toString(),
                        home.resolve("nodepulse.log").toString(),
                        Boolean.toString(settings.audited())),
                settings.secrets(),
                home,
                home.resolve("output.log"));
    }

    /** Ours, for a process in another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
