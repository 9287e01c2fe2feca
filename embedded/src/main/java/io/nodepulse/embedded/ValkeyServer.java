package io.nodepulse.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Valkey server on 127.0.0.1, a child of this JVM. What it acknowledged is on disk in its
 * directory; a later start on the same directory has it again, even after a kill of either.
 */
public final class ValkeyServer implements AutoCloseable {

    /** Loading some gigabytes of history takes a while. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** {@code valkey-server} is often a link to {@code valkey-check-rdb}. */
    private static final String EXECUTABLE_PREFIX = "valkey-";

    private final DataDirectory directory;
    private final ServerProcess process;
    private final int port;
    private final @Nullable String password;

    private ValkeyServer(
            DataDirectory directory, ServerProcess process, int port, @Nullable String password) {
        this.directory = directory;
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and waits until it has loaded its data and answers; ends an orphan of an
     * earlier JVM on the same directory first.
     *
     * @throws EmbeddedException saying in one line what to do
     */
    public static ValkeyServer start(ValkeyOptions options) {
        ValkeyBinary binary = ValkeyBinary.find(options.progress());
        KnownWeaknesses.warning(binary).ifPresent(options.progress());
        return DataDirectory.startIn(
                options.directory(),
                directory -> {
                    new ServersOnDirectory(directory.path(), EXECUTABLE_PREFIX)
                            .endOrphans(Signal.TERM);
                    try {
                        return launch(binary, directory, options);
                    } catch (IOException e) {
                        throw new EmbeddedException("Valkey cannot start: " + e.getMessage(), e);
                    }
                });
    }

    /** Address as Redis clients write it, without the password. */
    public String uri() {
        return "redis://" + Loopback.HOST + ":" + port;
    }

    /** The address with the password, where there is one: not for logs nor command lines. */
    public String loginUri() {
        return password == null ? uri() : uri().replace("//", "//:" + password + "@");
    }

    /** What clients must show; empty where they need nothing. */
    public String password() {
        return password == null ? "" : password;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills it at once, as a crash would; its directory can be started on again. */
    public void killHard() {
        process.kill();
        directory.close();
    }

    /** Ends it in order; acknowledged writes are on disk in any case. */
    @Override
    public void close() {
        process.stop(Signal.TERM, GRACE);
        directory.close();
    }

    private static ValkeyServer launch(
            ValkeyBinary binary, DataDirectory directory, ValkeyOptions options)
            throws IOException {
        String password = options.password();
        List<String> secrets = secretDirectives(options);
        if (password != null) {
            new SecretFile(directory.path().resolve("password")).write(password);
        }
        if (!secrets.isEmpty()) {
            secrets(directory.path()).write(String.join("\n", secrets));
            OwnerOnly.tighten(directory.path());
        }
        return Loopback.startOn(
                options.port(),
                "Valkey",
                port -> {
                    ServerProcess process =
                            ServerProcess.start(
                                    "Valkey",
                                    command(binary, directory.path(), options, port),
                                    binary.environment(),
                                    directory.path(),
                                    directory.path().resolve("valkey.log"));
                    process.awaitReady(() -> ValkeyClient.answers(port, password), LONGEST_START);
                    return new ValkeyServer(directory, process, port, password);
                });
    }

    private static List<String> command(
            ValkeyBinary binary, Path directory, ValkeyOptions options, int port) {
        List<String> command = new ArrayList<>();
        command.add(binary.executable().toString());
        if (!secretDirectives(options).isEmpty()) {
            command.add(secrets(directory).path().toString());
        }
        directives(directory, options, port)
                .forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return command;
    }

    /** Everybody can read a command line, so they go by a file. */
    private static List<String> secretDirectives(ValkeyOptions options) {
        List<String> directives = new ArrayList<>();
        if (options.password() != null) {
            directives.add("requirepass " + options.password());
        }
        options.users().forEach(user -> directives.add(user.directive()));
        return directives;
    }

    private static SecretFile secrets(Path directory) {
        return new SecretFile(directory.resolve("secrets.conf"));
    }

    private static Map<String, String> directives(Path path, ValkeyOptions options, int port) {
        Map<String, String> directives = new LinkedHashMap<>();
        directives.put("port", Integer.toString(port));
        directives.put("bind", Loopback.HOST);
        directives.put("dir", path.toString());
        directives.put("daemonize", "no");
        directives.put("appendonly", "yes");
        // An entry of some kilobytes would waste half a node of the default 4 KiB.
        directives.put("stream-node-max-bytes", "32768");
        directives.put("appendfsync", "always");
        directives.put("save", "");
        directives.put("maxmemory", Long.toString(options.maxMemoryBytes()));
        directives.put("maxmemory-policy", "noeviction");
        directives.putAll(options.settings());
        return directives;
    }
}
