package io.nodepulse.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * All services in one Spring context on one port of 127.0.0.1, and on another address where that is
 * asked for, inside a larger program.
 */
public final class Services implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final @Nullable LoopbackConnector beside;

    private Services(ConfigurableApplicationContext context, @Nullable LoopbackConnector beside) {
        this.context = context;
        this.beside = beside;
    }

    /**
     * How the services get into the engines; passwords are empty where none is asked for.
     *
     * @param valkeyUri without the password: addresses are logged
     * @param valkeyUser empty for Valkey's default user
     * @param jdbcUrl with the user, without the password
     */
    public record Engines(
            String valkeyUri,
            String valkeyUser,
            String valkeyPassword,
            String jdbcUrl,
            String databasePassword) {

        void addTo(Map<String, Object> properties) {
            properties.put("nodepulse.valkey.uri", valkeyUri);
            properties.put("spring.datasource.url", jdbcUrl);
            if (!valkeyUser.isEmpty()) {
                properties.put("nodepulse.valkey.username", valkeyUser);
            }
            if (!valkeyPassword.isEmpty()) {
                properties.put("nodepulse.valkey.password", valkeyPassword);
            }
            if (!databasePassword.isEmpty()) {
                properties.put("spring.datasource.password", databasePassword);
            }
        }

        @Override
        public String toString() {
            return "Engines[%s, %s]".formatted(valkeyUri, jdbcUrl);
        }
    }

    /**
     * Where the services find what they need.
     *
     * @param port of the page on 127.0.0.1; 0 picks a free one
     * @param audit folder of what proves the history, outside both stores
     * @param log receives what would otherwise disturb the terminal
     * @param listener for others; null where only this machine comes in
     */
    public record Settings(
            Engines engines,
            String adminToken,
            int port,
            Path audit,
            Path log,
            @Nullable Listener listener) {

        /**
         * Opens the second factors of people; beside the folder, as it is outside both stores, too.
         */
        private Path secondFactorKey() {
            return audit.resolveSibling("second-factor.key");
        }

        /** Opens what is written of people; beside the folder, for the same reason. */
        private Path personsKey() {
            return audit.resolveSibling("persons.key");
        }

        /** Closed ranges of the history, beside the folder of what proves them. */
        private Path segments() {
            return audit.resolveSibling("segments");
        }

        /** For this machine alone, with engines that ask for no password. */
        public Settings(
                String valkeyUri,
                String jdbcUrl,
                String adminToken,
                int port,
                Path audit,
                Path log) {
            this(new Engines(valkeyUri, "", "", jdbcUrl, ""), adminToken, port, audit, log, null);
        }
    }

    /**
     * Runs the migrations and starts the services.
     *
     * @param more configuration or controllers beside theirs
     */
    public static Services start(Settings settings, Class<?>... more) {
        return start(Service.ALL.configuration(), settings, more);
    }

    /** Starts them without the audit, of which there is one: another instance has it. */
    public static Services startWithoutAudit(Settings settings) {
        return start(Compositions.AllButAudit.class, settings);
    }

    private static Services start(Class<?> configuration, Settings settings, Class<?>... more) {
        Map<String, Object> properties = properties(settings);
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(configuration)
                        .sources(more)
                        .registerShutdownHook(false);
        Listener listener = settings.listener();
        if (listener == null) {
            return new Services(builder.properties(properties).run(), null);
        }
        properties.putAll(listener.properties());
        LoopbackConnector beside = new LoopbackConnector(settings.port());
        return new Services(
                builder.properties(properties)
                        .initializers(
                                context ->
                                        context.getBeanFactory()
                                                .registerSingleton("loopbackConnector", beside))
                        .run(listener.arguments()),
                beside);
    }

    /** Beneath the file of defaults, so it may name nothing that stands there. */
    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>(Service.ALL.defaults());
        properties.put("spring.config.name", ServerSettings.DEFAULTS);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        properties.put("server.port", settings.port());
        settings.engines().addTo(properties);
        properties.put("nodepulse.admin.token", settings.adminToken());
        properties.put("nodepulse.audit.directory", settings.audit().toString());
        properties.put("nodepulse.segments.directory", settings.segments().toString());
        properties.put("nodepulse.segments.hot", "1h");
        properties.put(
                "nodepulse.access.second-factor.key-file", settings.secondFactorKey().toString());
        properties.put("nodepulse.persons.key-file", settings.personsKey().toString());
        // On loopback, whoever sits at the machine may look; acts need a token or a person.
        properties.put("nodepulse.access.reading", "open");
        properties.put("logging.file.name", settings.log().toString());
        properties.put("logging.threshold.console", "off");
        return properties;
    }

    /** Where this machine finds the page. */
    public String address() {
        return "http://%s:%d/"
                .formatted(LoopbackConnector.ADDRESS, beside == null ? mainPort() : beside.port());
    }

    /** On which port others find it, or this machine where there are no others. */
    public int mainPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
