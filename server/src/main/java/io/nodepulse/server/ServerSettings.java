package io.nodepulse.server;

import io.nodepulse.access.AccessSettings;
import io.nodepulse.commands.recordscrape.IngestSettings;
import io.nodepulse.projections.ProjectionsProperties;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where an installed service has its settings from. Later ones win:
 *
 * <pre>
 * DEFAULTS.properties, installed.properties   on the class path
 * FILE                                        given with --config
 * secrets/KEY beside FILE                     one file per key, the value is its content
 * $CREDENTIALS_DIRECTORY/KEY                  the same, from LoadCredential of systemd
 * environment variables
 * </pre>
 *
 * @param file absolute
 */
record ServerSettings(Service service, Path file, String credentials) {

    static ServerSettings of(Service service, Path file, Map<String, String> environment) {
        return new ServerSettings(
                service,
                file.toAbsolutePath(),
                environment.getOrDefault("CREDENTIALS_DIRECTORY", ""));
    }

    /** What tells Spring Boot where to look. */
    Map<String, Object> locations() {
        String secrets = "optional:configtree:" + file.resolveSibling("secrets") + "/";
        String passed = credentials.isEmpty() ? "" : ",optional:configtree:" + credentials + "/";
        return Map.of(
                "spring.config.name",
                service.defaults() + ",installed",
                // Not the working directory.
                "spring.config.location",
                "classpath:/",
                "spring.config.additional-location",
                // YAML, whatever its name.
                "file:" + file + "[.yml]," + secrets + passed);
    }

    /**
     * Reads everything as the start would, without connecting to anything.
     *
     * @throws BadSettingsException at the first thing that is missing or has the wrong form
     */
    void check() {
        if (!Files.isReadable(file)) {
            throw new BadSettingsException(
                    "cannot read %s: write it, or name another file with --config".formatted(file));
        }
        ConfigurableEnvironment environment = load();
        for (String key : service.needs()) {
            if (environment.getProperty(key, "").isBlank()) {
                throw new BadSettingsException(
                        "%s is not set: write it to %s, or its value to a file of that name in %s"
                                .formatted(key, file, file.resolveSibling("secrets")));
            }
        }
        checkForms(Binder.get(environment));
    }

    private ConfigurableEnvironment load() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("locations", locations()));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            throw new BadSettingsException(
                    "cannot use %s: %s".formatted(file, oneLine(cause.toString())));
        }
        return environment;
    }

    private static void checkForms(Binder binder) {
        try {
            binder.bindOrCreate("nodepulse", ProjectionsProperties.class);
            binder.bindOrCreate("nodepulse.ingest", IngestSettings.class);
            binder.bindOrCreate("nodepulse.access", AccessSettings.class);
            binder.bind("nodepulse.valkey.shards", Integer.class);
            binder.bind("server.port", Integer.class);
        } catch (BindException e) {
            var property = e.getProperty();
            throw new BadSettingsException(
                    "%s has a wrong value: %s"
                            .formatted(
                                    property == null ? e.getName() : property.getName(),
                                    oneLine(
                                            String.valueOf(
                                                    NestedExceptionUtils.getMostSpecificCause(e)
                                                            .getMessage()))));
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
