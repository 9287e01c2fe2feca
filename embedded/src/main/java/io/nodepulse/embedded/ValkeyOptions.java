package io.nodepulse.embedded;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a Valkey server is started; durable unless said otherwise.
 *
 * @param directory where its data and its log live; created where needed
 * @param port of 127.0.0.1; 0 picks a free one
 * @param maxMemoryBytes limit at which it refuses writes; 0 for none
 * @param settings further directives of valkey.conf, which win over ours
 * @param password what clients must show; null lets everybody on the machine in
 * @param users whom the server knows besides its default user, which may do everything
 * @param progress hears one line per step that takes time
 */
public record ValkeyOptions(
        Path directory,
        int port,
        long maxMemoryBytes,
        Map<String, String> settings,
        @Nullable String password,
        List<ValkeyUser> users,
        Consumer<String> progress) {

    public ValkeyOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (maxMemoryBytes < 0) {
            throw new IllegalArgumentException(
                    "maxMemoryBytes must not be negative, is " + maxMemoryBytes);
        }
        settings = Map.copyOf(settings);
        users = List.copyOf(users);
    }

    /** Durable, on a free port, without a memory limit, open: for tests. */
    public static ValkeyOptions in(Path directory) {
        return new ValkeyOptions(directory, 0, 0, Map.of(), null, List.of(), line -> {});
    }

    public ValkeyOptions withPort(int newPort) {
        return new ValkeyOptions(
                directory, newPort, maxMemoryBytes, settings, password, users, progress);
    }

    public ValkeyOptions withMaxMemoryBytes(long newLimit) {
        return new ValkeyOptions(directory, port, newLimit, settings, password, users, progress);
    }

    public ValkeyOptions withSetting(String directive, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(directive, value);
        return new ValkeyOptions(directory, port, maxMemoryBytes, more, password, users, progress);
    }

    public ValkeyOptions withProgress(Consumer<String> newProgress) {
        return new ValkeyOptions(
                directory, port, maxMemoryBytes, settings, password, users, newProgress);
    }

    /**
     * With a new password. Clients say it in the clear, so whoever takes the port of a dead server
     * may hear it: no two runs have the same.
     */
    public ValkeyOptions withPassword() {
        return new ValkeyOptions(
                directory, port, maxMemoryBytes, settings, SecretFile.random(), users, progress);
    }

    /** Knows that user besides, whose password is for services and this run only. */
    public ValkeyOptions withUser(ValkeyUser user) {
        List<ValkeyUser> more = new ArrayList<>(users);
        more.add(user);
        return new ValkeyOptions(
                directory, port, maxMemoryBytes, settings, password, more, progress);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ValkeyOptions[%s, port %d, %s]".formatted(directory, port, settings);
    }

    /** Lets the last second of acknowledged writes be lost with the machine; for tests. */
    public ValkeyOptions fsyncEverySecond() {
        return withSetting("appendfsync", "everysec");
    }
}
