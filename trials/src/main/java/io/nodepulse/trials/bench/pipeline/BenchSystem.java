package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.server.Services;
import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.load.Registration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** The whole system, empty, on a folder of its own: engines and services as {@code up} has them. */
public final class BenchSystem implements AutoCloseable {

    private static final String ADMIN_TOKEN = "admin-of-the-bench";
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private static final Beginning NOTHING = (valkey, segments) -> {};

    private final Running running;
    private final Path folder;
    private final ValkeyServer valkey;
    private final PostgresServer postgres;
    private final URI address;
    private final ApiClient api;

    /**
     * @param folder the caller's to delete
     * @param all takes over what is started
     */
    public BenchSystem(Path folder, Running all) throws IOException {
        this(folder, all, NOTHING, settings -> Services.start(settings, ConstantAnswer.class));
    }

    /** The same, which answers a caller as often as they ask. */
    public static BenchSystem askedAtWill(Path folder, Running all) throws IOException {
        return new BenchSystem(
                folder,
                all,
                NOTHING,
                settings -> Services.start(settings, ConstantAnswer.class, AskedAtWill.class));
    }

    /** What is done with the stores before the services start. */
    @FunctionalInterface
    interface Beginning {
        void of(EventStoreSettings valkey, Path segments) throws IOException;
    }

    /** The same without an audit, over a history that was there before. */
    static BenchSystem over(Beginning beginning, Path folder, Running all) throws IOException {
        return new BenchSystem(folder, all, beginning, Services::startWithoutAudit);
    }

    private BenchSystem(
            Path folder,
            Running all,
            Beginning beginning,
            Function<Services.Settings, Services> start)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        running = all.add("system", new Running(LONGEST_END), () -> {});
        valkey = ValkeyServer.start(ValkeyOptions.in(folder.resolve("valkey")).withPassword());
        running.add("Valkey", valkey, valkey::killHard);
        postgres =
                PostgresServer.start(PostgresOptions.in(folder.resolve("postgres")).withPassword());
        running.add("PostgreSQL", postgres, postgres::killHard);
        beginning.of(EventStoreSettings.at(valkey.loginUri()), folder.resolve("segments"));
        Services services = start.apply(settings());
        running.add("services", services, () -> {});
        address = URI.create(services.address());
        api = new ApiClient(services.address());
    }

    private Services.Settings settings() {
        return new Services.Settings(
                new Services.Engines(
                        valkey.uri(),
                        "",
                        valkey.password(),
                        postgres.jdbcUrl(),
                        postgres.password()),
                ADMIN_TOKEN,
                0,
                folder.resolve("audit"),
                log(),
                null);
    }

    public URI address() {
        return address;
    }

    public ApiClient api() {
        return api;
    }

    public String adminToken() {
        return ADMIN_TOKEN;
    }

    /** Where its own log goes. */
    public Path log() {
        return folder.resolve("nodepulse.log");
    }

    /** Without the password. */
    public String valkeyAddress() {
        return valkey.uri();
    }

    String valkeyUri() {
        return valkey.loginUri();
    }

    Path valkeyFolder() {
        return folder.resolve("valkey");
    }

    public String jdbcUrl() {
        return postgres.loginUrl();
    }

    /**
     * Servers of this system whose first scrapes were made that long ago.
     *
     * @param name theirs, before a number; no two fleets of a system share one
     */
    GeneratedFleet register(String name, int servers, long seed, Duration ago) {
        Instant start = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        List<GeneratedFleet.Agent> agents =
                Registration.register(address, ADMIN_TOKEN, name, servers);
        return new GeneratedFleet(address, seed, agents, start);
    }

    /** CPU time of the three processes so far. */
    Cpu cpu() {
        return Cpu.now(valkey.pid(), postgres.pid());
    }

    @Override
    public void close() {
        running.close();
    }
}
