package io.nodepulse.server;

import io.nodepulse.access.factor.FactorKey;
import io.nodepulse.access.factor.FactorKeyException;
import io.nodepulse.access.listener.ClosedDoors;
import io.nodepulse.audit.AuditSettings;
import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.service.PersonsSettings;

import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where an installed service has its settings from. Later ones win:
 *
 * <pre>
 * services.properties, installed.properties   on the class path, and what the service has of its own
 * FILE                                        given with --config
 * secrets/KEY beside FILE                     one file per key, the value is its content
 * $CREDENTIALS_DIRECTORY/KEY                  the same, from LoadCredential of systemd
 * environment variables
 * </pre>
 *
 * @param file absolute
 */
record ServerSettings(Service service, Path file, String credentials) {

    /** Name of the properties file on the class path that holds the defaults of all services. */
    static final String DEFAULTS = "services";

    private static final ConfigurationPropertyName OURS =
            ConfigurationPropertyName.of(KnownSettings.ROOT);

    static ServerSettings of(Service service, Path file, Map<String, String> environment) {
        return new ServerSettings(
                service,
                file.toAbsolutePath(),
                environment.getOrDefault("CREDENTIALS_DIRECTORY", ""));
    }

    /** What tells Spring Boot where to look, and what is the service's own. */
    Map<String, Object> locations() {
        String secrets = "optional:configtree:" + file.resolveSibling("secrets") + "/";
        String passed = credentials.isEmpty() ? "" : ",optional:configtree:" + credentials + "/";
        Map<String, Object> properties = new HashMap<>(service.defaults());
        properties.put("spring.config.name", DEFAULTS + ",installed");
        // Not the working directory.
        properties.put("spring.config.location", "classpath:/");
        // YAML, whatever its name.
        properties.put(
                "spring.config.additional-location", "file:" + file + "[.yml]," + secrets + passed);
        return properties;
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
        checkNames(environment);
        checkForms(environment);
    }

    private ConfigurableEnvironment load() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new DefaultPropertiesPropertySource(locations()));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            throw new BadSettingsException(
                    "cannot use %s: %s".formatted(file, oneLine(cause.toString())));
        }
        return environment;
    }

    /** Names in files only: the environment of a process holds those of other programs too. */
    private static void checkNames(ConfigurableEnvironment environment) {
        KnownSettings known = KnownSettings.read();
        environment.getPropertySources().stream()
                .filter(source -> !(source instanceof SystemEnvironmentPropertySource))
                .map(ConfigurationPropertySource::from)
                .filter(Objects::nonNull)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(OURS::isAncestorOf)
                .flatMap(name -> known.problem(name).stream())
                .findFirst()
                .ifPresent(
                        problem -> {
                            throw new BadSettingsException(problem);
                        });
    }

    private static void checkForms(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        try {
            KnownSettings.bindAll(binder);
            binder.bind("server.port", Integer.class);
            binder.bind("spring.datasource.hikari.maximum-pool-size", Integer.class);
            checkCertificate(binder);
            checkWhatAStartRefuses(binder);
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

    /** Settings that have the right form, and that a service does not start with all the same. */
    private static void checkWhatAStartRefuses(Binder binder) {
        try {
            ClosedDoors.requireAll(binder);
            new FactorKey(
                    binder.bind("nodepulse.access.second-factor.key-file", Path.class)
                            .orElse(null));
            binder.bindOrCreate("nodepulse.persons", PersonsSettings.class).requireUsable();
            SegmentSettings segments =
                    binder.bindOrCreate("nodepulse.segments", SegmentSettings.class);
            segments.requireNotary(
                    binder.bindOrCreate("nodepulse.audit", AuditSettings.class).directory());
            binder.bindOrCreate("nodepulse.segments.bucket", BucketSettings.class)
                    .requireFolder(segments.directory());
        } catch (IllegalStateException | FactorKeyException | KeyFileException e) {
            throw new BadSettingsException(oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** Reads the listener's key and certificate, where it has any. */
    private static void checkCertificate(Binder binder) {
        Ssl ssl = binder.bind("server.ssl", Ssl.class).orElse(null);
        if (!Ssl.isEnabled(ssl)) {
            return;
        }
        try {
            WebServerSslBundle.get(ssl, bundles(binder)).createSslContext();
        } catch (BindException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadSettingsException(
                    "server.ssl cannot be used: "
                            + oneLine(NestedExceptionUtils.getMostSpecificCause(e).toString()));
        }
    }

    /** What {@code spring.ssl.bundle.*} names, as the start makes it. */
    private static SslBundles bundles(Binder binder) {
        SslProperties.Bundles named =
                binder.bindOrCreate("spring.ssl", SslProperties.class).getBundle();
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        named.getPem()
                .forEach((name, pem) -> bundles.registerBundle(name, PropertiesSslBundle.get(pem)));
        named.getJks()
                .forEach((name, jks) -> bundles.registerBundle(name, PropertiesSslBundle.get(jks)));
        return bundles;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
