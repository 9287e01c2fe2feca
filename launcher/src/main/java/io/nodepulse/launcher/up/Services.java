package io.nodepulse.launcher.up;

import io.nodepulse.embedded.Loopback;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Commands, projections, query API and the page in one Spring context on one port. */
public final class Services implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Services(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Where the services find what they need.
     *
     * @param port of the page on 127.0.0.1; 0 picks a free one
     * @param log receives what would otherwise disturb the terminal
     */
    public record Settings(
            String valkeyUri, String jdbcUrl, String adminToken, int port, Path log) {}

    /**
     * Runs the migrations and starts the services.
     *
     * @param more configuration or controllers beside theirs
     */
    public static Services start(Settings settings, Class<?>... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.config.name", "launcher");
        properties.put("server.port", settings.port());
        properties.put("spring.datasource.url", settings.jdbcUrl());
        properties.put("nodepulse.valkey.uri", settings.valkeyUri());
        properties.put("nodepulse.admin.token", settings.adminToken());
        properties.put("logging.file.name", settings.log().toString());
        return new Services(
                new SpringApplicationBuilder(ServicesConfiguration.class)
                        .sources(more)
                        .registerShutdownHook(false)
                        .properties(properties)
                        .run());
    }

    /** Where the page is. */
    public String address() {
        String port = context.getEnvironment().getProperty("local.server.port");
        return "http://%s:%s/".formatted(Loopback.HOST, port);
    }

    @Override
    public void close() {
        context.close();
    }
}
