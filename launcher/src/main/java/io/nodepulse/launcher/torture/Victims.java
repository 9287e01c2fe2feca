package io.nodepulse.launcher.torture;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.Relay;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.ServersOnDirectory;
import io.nodepulse.embedded.Signal;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A whole system whose parts can be killed, frozen, cut off, filled up and brought back. */
final class Victims implements AutoCloseable {

    static final String ADMIN_TOKEN = "torture";

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int VALKEY_DISK_MEGABYTES = 256;
    private static final int POSTGRES_DISK_MEGABYTES = 2048;

    private final Path directory;
    private final Optional<SmallDisk> valkeyDisk;
    private final Optional<SmallDisk> postgresDisk;
    private final ValkeyOptions valkeyOptions;
    private final PostgresOptions postgresOptions;
    private final int servicesPort = Loopback.freePort();
    private final Relay agentWire = Relay.to(servicesPort);
    private final Relay valkeyWire;
    private final Relay postgresWire;
    private ValkeyServer valkey;
    private PostgresServer postgres;
    private ServerProcess services;
    private final List<AgentUnderTest> agents = new ArrayList<>();

    Victims(Path directory) throws IOException, InterruptedException {
        this.directory = directory.toRealPath();
        Path valkeyHome = this.directory.resolve("valkey");
        Path postgresHome = this.directory.resolve("postgres");
        this.valkeyDisk = SmallDisk.mount(valkeyHome, VALKEY_DISK_MEGABYTES);
        this.postgresDisk = SmallDisk.mount(postgresHome, POSTGRES_DISK_MEGABYTES);
        this.valkeyOptions = ValkeyOptions.in(valkeyHome).withPort(Loopback.freePort());
        this.postgresOptions = PostgresOptions.in(postgresHome).withPort(Loopback.freePort());
        this.valkey = ValkeyServer.start(valkeyOptions);
        this.postgres = PostgresServer.start(postgresOptions);
        this.valkeyWire = Relay.to(valkey.port());
        this.postgresWire = Relay.to(postgres.port());
        Files.createDirectories(this.directory.resolve("services"));
        this.services = startServices();
    }

    /** Where the agents reach the services. */
    String address() {
        return "http://%s:%d/".formatted(Loopback.HOST, agentWire.port());
    }

    /** Waits until the services answer; fails with the end of their log if they ended instead. */
    void awaitServices(Duration timeout) {
        services.awaitReady(this::answer, timeout);
    }

    private boolean answer() {
        try {
            new ApiClient(address()).get("/api/servers");
            return true;
        } catch (CommandFailedException e) {
            return false;
        }
    }

    /** Where PostgreSQL is reached past the wire that is cut. */
    String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    boolean hasSmallDisks() {
        return valkeyDisk.isPresent() && postgresDisk.isPresent();
    }

    Relay agentWire() {
        return agentWire;
    }

    Relay valkeyWire() {
        return valkeyWire;
    }

    Relay postgresWire() {
        return postgresWire;
    }

    AgentUnderTest startAgent(String name, UUID server, String token) throws IOException {
        AgentUnderTest agent =
                AgentUnderTest.start(directory.resolve(name), address(), server, token);
        agents.add(agent);
        return agent;
    }

    void killValkey() {
        valkey.killHard();
        valkey = ValkeyServer.start(valkeyOptions);
    }

    void killPostgres() {
        postgres.killHard();
        postgres = PostgresServer.start(postgresOptions);
    }

    void killServices() {
        services.kill();
        services = startServices();
    }

    /** Valkey ends itself when it cannot write what it must sync; a supervisor starts it again. */
    void fillValkeyDisk(Duration length) throws IOException, InterruptedException {
        fill(valkeyDisk.orElseThrow(), length);
        if (isGone(valkey.pid())) {
            killValkey();
        }
    }

    void fillPostgresDisk(Duration length) throws IOException, InterruptedException {
        fill(postgresDisk.orElseThrow(), length);
        if (isGone(postgres.pid())) {
            killPostgres();
        }
    }

    List<Long> valkeyProcesses() {
        return List.of(valkey.pid());
    }

    List<Long> postgresProcesses() {
        return new ServersOnDirectory(directory.resolve("postgres/cluster"), "postgres").find();
    }

    List<Long> servicesProcesses() {
        return List.of(services.pid());
    }

    List<Long> agentProcesses() {
        return agents.stream().map(AgentUnderTest::pid).toList();
    }

    @Override
    public void close() throws IOException {
        agents.forEach(AgentUnderTest::close);
        services.stop(Signal.TERM, GRACE);
        agentWire.close();
        valkeyWire.close();
        postgresWire.close();
        postgres.close();
        valkey.close();
        if (hasSmallDisks()) {
            valkeyDisk.orElseThrow().close();
            postgresDisk.orElseThrow().close();
        }
    }

    private static void fill(SmallDisk disk, Duration length)
            throws IOException, InterruptedException {
        disk.fill();
        try {
            Thread.sleep(length);
        } finally {
            disk.free();
        }
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private ServerProcess startServices() {
        Path home = directory.resolve("services");
        return ServerProcess.start(
                "The services",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Daxoniq.update-checker.disabled=true",
                        "-cp",
                        classPath(),
                        ServicesProgram.class.getName(),
                        through(valkeyWire, valkey.uri(), valkey.port()),
                        through(postgresWire, postgres.jdbcUrl(), postgres.port()),
                        ADMIN_TOKEN,
                        Integer.toString(servicesPort),
                        home.resolve("nodepulse.log").toString()),
                Map.of(),
                home,
                home.resolve("output.log"));
    }

    /** Ours, for a process in another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String through(Relay wire, String address, int port) {
        return address.replace(":" + port, ":" + wire.port());
    }
}
