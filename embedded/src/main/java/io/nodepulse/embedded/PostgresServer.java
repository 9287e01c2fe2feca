package io.nodepulse.embedded;

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
 * Whoever can reach the port is trusted: it is for one's own machine and for tests.
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

    private PostgresServer(
            DataDirectory directory, PostgresFiles files, ServerProcess process, int port) {
        this.directory = directory;
        this.files = files;
        this.process = process;
        this.port = port;
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

    /** Address of the cluster's own database; user and password need not be given. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String user() {
        return USER;
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
        return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(Loopback.HOST, port, database, USER);
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
                    return new PostgresServer(directory, files, process, port);
                });
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
