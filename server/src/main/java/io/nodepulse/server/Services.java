package io.nodepulse.server;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All services in one Spring context on one port of 127.0.0.1, inside a larger program. */
public final class Services implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Services(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Where the services find what they need.
     *
     * @param port of the page on 127.0.0.1; 0 picks a free one
     * @param audit folder of what proves the history, outside both stores
     * @param log receives what would otherwise disturb the terminal
     */
    public record Settings(
            String valkeyUri, String jdbcUrl, String adminToken, int port, Path audit, Path log) {}

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
        Map<String, Object> properties = new HashMap<>(Service.ALL.defaults());
        properties.put("spring.config.name", ServerSettings.DEFAULTS);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        properties.put("server.port", settings.port());
        properties.put("spring.datasource.url", settings.jdbcUrl());
        properties.put("nodepulse.valkey.uri", settings.valkeyUri());
        properties.put("nodepulse.admin.token", settings.adminToken());
        properties.put("nodepulse.audit.directory", settings.audit().toString());
        // On loopback, whoever sits at the machine may look; acts need a token or a person.
        properties.put("nodepulse.access.reading", "open");
        properties.put("logging.file.name", settings.log().toString());
        properties.put("logging.threshold.console", "off");
        return new Services(
                new SpringApplicationBuilder(configuration)
                        .sources(more)
                        .registerShutdownHook(false)
                        .properties(properties)
                        .run());
    }

    /** Where the page is. */
    public String address() {
        String port = context.getEnvironment().getProperty("local.server.port");
        return "http://127.0.0.1:%s/".formatted(port);
    }

    @Override
    public void close() {
        context.close();
    }
}
