package io.nodepulse.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a PostgreSQL server is started; durable unless said otherwise.
 *
 * @param directory where its cluster and its log live; created where needed
 * @param port of 127.0.0.1; 0 picks a free one
 * @param settings further parameters of postgresql.conf, which win over ours
 * @param secured whether a password is asked for; otherwise everybody on the machine is a superuser
 * @param progress hears one line per step that takes time
 */
public record PostgresOptions(
        Path directory,
        int port,
        Map<String, String> settings,
        boolean secured,
        Consumer<String> progress) {

    public PostgresOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        settings = Map.copyOf(settings);
    }

    /** Durable, on a free port, open: for tests. */
    public static PostgresOptions in(Path directory) {
        return new PostgresOptions(directory, 0, Map.of(), false, line -> {});
    }

    public PostgresOptions withPort(int newPort) {
        return new PostgresOptions(directory, newPort, settings, secured, progress);
    }

    public PostgresOptions withSetting(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(parameter, value);
        return new PostgresOptions(directory, port, more, secured, progress);
    }

    public PostgresOptions withProgress(Consumer<String> newProgress) {
        return new PostgresOptions(directory, port, settings, secured, newProgress);
    }

    /** With a password that is made at the first start, and a role that is no superuser. */
    public PostgresOptions withPassword() {
        return new PostgresOptions(directory, port, settings, true, progress);
    }
}
