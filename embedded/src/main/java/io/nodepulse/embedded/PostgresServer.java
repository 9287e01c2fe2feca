package io.nodepulse.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL server on 127.0.0.1, a child of this JVM. Committed transactions are on disk in
 * its directory; a later start on the same directory has them again, even after a kill of either.
 * Where no password is asked for, whoever can reach the port is trusted: that is for tests.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "nodepulse";

    /** The one that a new cluster has. */
    private static final String DATABASE = "postgres";

    /** Recovery after a crash may replay a lot of log. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final PostgresFiles files;
    private final ServerProcess process;
    private final int port;
    private final @Nullable String password;

    private PostgresServer(
            DataDirectory directory,
            PostgresFiles files,
            ServerProcess process,
            int port,
            @Nullable String password) {
        this.directory = directory;
        this.files = files;
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and waits until it takes connections; ends an orphan of an earlier JVM on
     * the same directory first.
     *
     * @throws EmbeddedException saying in one line what to do
     */
    public static PostgresServer start(PostgresOptions options) {
        PostgresBinaries binaries = PostgresBinaries.find(options.progress());
        return DataDirectory.startIn(
                options.directory(),
                directory -> {
                    try {
                        return launch(binaries, directory, options);
                    } catch (IOException e) {
                        throw new EmbeddedException(
                                "PostgreSQL cannot start: " + e.getMessage(), e);
                    }
                });
    }

    /** Address of the cluster's own database with the user, but without the password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The address with the password, where there is one: not for logs nor command lines. */
    public String loginUrl() {
        return password == null ? jdbcUrl() : jdbcUrl() + "&password=" + password;
    }

    /** Whom clients log in as. */
    public String user() {
        return password == null ? USER : PostgresDoor.ROLE;
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

    /** Copies its data as a crash at this moment would leave them. */
    public void copyData(Path copy) throws IOException {
        files.copyTo(copy);
    }

    /** Puts a copy in the place of the data of a server that was killed or closed. */
    public void restoreData(Path copy) throws IOException {
        files.replaceWith(copy);
    }

    /** Kills it with all its workers at once, as a crash would. */
    public void killHard() {
        process.kill();
        files.servers().killAll();
        directory.close();
    }

    /** Ends it in order without waiting for clients. */
    @Override
    public void close() {
        process.stop(Signal.INT, GRACE);
        files.servers().killAll();
        directory.close();
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s"
                .formatted(Loopback.HOST, port, database, user());
    }

    /** Creates an empty database beside the others. */
    void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new EmbeddedException("Cannot create the database " + name, e);
        }
    }

    private static PostgresServer launch(
            PostgresBinaries binaries, DataDirectory directory, PostgresOptions options)
            throws IOException {
        PostgresFiles files = new PostgresFiles(directory.path().resolve("cluster"));
        files.servers().endOrphans(Signal.INT);
        // A killed server that nobody has reaped yet still has its process id, and would be taken
        // for a running one. Nothing runs here any more, as the kernel has just told.
        Files.deleteIfExists(files.path().resolve("postmaster.pid"));
        if (!Files.isDirectory(files.path())) {
            options.progress().accept("Creating the PostgreSQL cluster …");
            files.create(binaries, USER);
        }
        String password = options.secured() ? secure(binaries, files) : null;
        List<String> command = binaries.command("postgres", "-D", files.path().toString());
        return Loopback.startOn(
                options.port(),
                "PostgreSQL",
                port -> {
                    List<String> withParameters = new ArrayList<>(command);
                    parameters(options, port)
                            .forEach(
                                    (name, value) ->
                                            withParameters.addAll(
                                                    List.of("-c", name + "=" + value)));
                    ServerProcess process = run(withParameters, directory, files);
                    return new PostgresServer(directory, files, process, port, password);
                });
    }

    private static String secure(PostgresBinaries binaries, PostgresFiles files)
            throws IOException {
        String password = new SecretFile(files.path().resolveSibling("password")).readOrMake();
        new PostgresDoor(files, password).close(binaries);
        return password;
    }

    private static ServerProcess run(
            List<String> command, DataDirectory directory, PostgresFiles files) {
        ServerProcess process =
                ServerProcess.start(
                        "PostgreSQL",
                        command,
                        Map.of(),
                        files.path(),
                        directory.path().resolve("postgres.log"));
        process.awaitReady(() -> files.isServedBy(process.pid()), LONGEST_START);
        return process;
    }

    private static Map<String, String> parameters(PostgresOptions options, int port) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("port", Integer.toString(port));
        parameters.put("listen_addresses", Loopback.HOST);
        parameters.put("unix_socket_directories", "");
        parameters.put("fsync", "on");
        parameters.put("synchronous_commit", "on");
        parameters.put("max_connections", "60");
        parameters.put("shared_buffers", "64MB");
        parameters.put("timezone", "UTC");
        parameters.put("log_timezone", "UTC");
        parameters.putAll(options.settings());
        return parameters;
    }
}
