package io.nodepulse.agent.config;

import io.nodepulse.agent.config.Settings.FoundSetting;
import io.nodepulse.agent.config.Settings.SettingKey;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Builds the configuration out of the file, the environment and the flags. */
public final class ConfigLoader {

    private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080/metrics/prometheus";
    private static final String DEFAULT_METRICS = "127.0.0.1:9257";
    private static final long MIB = 1L << 20;

    private final Settings settings;
    private final Map<String, YamlReader.Scalar> scalars;
    private final boolean serves;

    private ConfigLoader(
            Settings settings, Map<String, YamlReader.Scalar> scalars, boolean serves) {
        this.settings = settings;
        this.scalars = scalars;
        this.serves = serves;
    }

    /**
     * Reads the configuration of an agent that serves.
     *
     * @param flags by key, for example {@code server.endpoint}
     * @throws ConfigException with every problem that was found
     */
    public static AgentConfig load(
            Path file, Map<String, String> environment, Map<String, String> flags)
            throws ConfigException {
        return load(file, environment, flags, true);
    }

    /** The same; where {@code serves} is false, what only a server needs may be missing. */
    public static AgentConfig load(
            Path file, Map<String, String> environment, Map<String, String> flags, boolean serves)
            throws ConfigException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e);
        }
        return parse(file.toString(), text, environment, flags, serves);
    }

    static AgentConfig parse(
            String file,
            String text,
            Map<String, String> environment,
            Map<String, String> flags,
            boolean serves)
            throws ConfigException {
        Map<String, YamlReader.Scalar> scalars = YamlReader.read(file, text);
        Settings settings = new Settings(file, scalars, environment, flags);
        AgentConfig config = new ConfigLoader(settings, scalars, serves).build();
        settings.refuseUnknown();
        settings.throwIfWrong();
        return config;
    }

    private AgentConfig build() {
        String serverId = serverId();
        AgentConfig.Server server = server();
        Duration interval =
                settings.duration(
                        SettingKey.of("agent.interval"),
                        Duration.ofMillis(10),
                        Duration.ofHours(1),
                        Duration.ofSeconds(15));
        return new AgentConfig(
                server,
                serverId,
                metrics(),
                new ExporterSettings(settings, scalars, interval).all(),
                buffer(),
                level());
    }

    private AgentConfig.Server server() {
        HttpTarget endpoint = endpoint();
        Duration timeout =
                settings.duration(
                        SettingKey.of("server.timeout"),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10));
        SettingKey certificate = SettingKey.of("server.client_certificate");
        SettingKey key = SettingKey.of("server.client_key");
        settings.requirePair(certificate, key);
        return new AgentConfig.Server(
                endpoint,
                timeout,
                path(SettingKey.of("server.token_file")),
                path(SettingKey.of("server.ca_file")),
                path(certificate),
                path(key));
    }

    private HttpTarget endpoint() {
        SettingKey key = SettingKey.of("server.endpoint");
        boolean plainAllowed = settings.flag(SettingKey.of("server.allow_plain_http"), false);
        HttpTarget endpoint = HttpTarget.parse(DEFAULT_ENDPOINT);
        FoundSetting found = settings.find(key);
        if (found == null) {
            return endpoint;
        }
        try {
            endpoint = HttpTarget.parse(found.text());
            if (!endpoint.tls() && !endpoint.isLoopback() && !plainAllowed) {
                settings.refuse(
                        found,
                        "must be an https address, because http sends the token in the clear"
                                + " (server.allow_plain_http: true allows it)");
            }
        } catch (IllegalArgumentException _) {
            settings.refuse(found, "must be an address such as https://host/metrics/prometheus");
        }
        return endpoint;
    }

    private String serverId() {
        SettingKey key = SettingKey.of("agent.server_id");
        FoundSetting found = settings.find(key);
        String allowed = "must be the UUID that the server gave this machine";
        if (found == null) {
            if (serves) {
                settings.missing(key, allowed);
            }
            return "";
        }
        try {
            String id = UUID.fromString(found.text()).toString();
            if (id.equals(found.text().toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        settings.refuse(found, allowed);
        return "";
    }

    private AgentConfig.@Nullable Listen metrics() {
        SettingKey key = SettingKey.of("agent.metrics_address");
        String text = settings.text(key, DEFAULT_METRICS);
        if (text.equals("off")) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            String host = text.substring(0, Math.max(0, colon));
            HttpTarget target = new HttpTarget(false, host, port, "/");
            if (target.isLoopback() && port >= 0 && port <= 65_535) {
                return new AgentConfig.Listen(host, port);
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        settings.refuse(
                new FoundSetting(text, key.path()), "must be a loopback address and port, or off");
        return null;
    }

    private AgentConfig.Buffer buffer() {
        String path = settings.text(SettingKey.of("buffer.path"), "/var/lib/nodepulse/buffer");
        long hours = settings.number(SettingKey.of("buffer.retention_hours"), 1, 24 * 30, 48);
        long mib = settings.number(SettingKey.of("buffer.max_mib"), 4, 64 * 1024, 64);
        long batchSize = settings.number(SettingKey.of("buffer.batch_size"), 1, 1_000, 100);
        return new AgentConfig.Buffer(
                Path.of(path).toAbsolutePath(),
                Duration.ofHours(hours),
                mib * MIB,
                (int) batchSize);
    }

    private Log.Level level() {
        SettingKey key = SettingKey.of("logging.level");
        String text = settings.text(key, "info");
        for (Log.Level level : Log.Level.values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return level;
            }
        }
        FoundSetting found = settings.find(key);
        if (found != null) {
            settings.refuse(found, "must be error, warn, info or debug");
        }
        return Log.Level.INFO;
    }

    private @Nullable Path path(SettingKey key) {
        FoundSetting found = settings.find(key);
        return found == null ? null : Path.of(found.text()).toAbsolutePath();
    }
}
