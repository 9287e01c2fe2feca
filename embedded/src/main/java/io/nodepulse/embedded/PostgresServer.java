package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private final Path cluster;
    private final ServerProcess process;
    private final int port;

    private PostgresServer(DataDirectory directory, Path cluster, ServerProcess process, int port) {
        this.directory = directory;
        this.cluster = cluster;
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

    /** Kills it with all its workers at once, as a crash would. */
    public void killHard() {
        process.kill();
        servers(cluster).killAll();
        directory.close();
    }

    /** Ends it in order without waiting for clients. */
    @Override
    public void close() {
        process.stop(Signal.INT, GRACE);
        servers(cluster).killAll();
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
        Path cluster = directory.path().resolve("cluster");
        servers(cluster).endOrphans(Signal.INT);
        // A killed server that nobody has reaped yet still has its process id, and would be taken
        // for a running one. Nothing runs here any more, as the kernel has just told.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        if (!Files.isDirectory(cluster)) {
            options.progress().accept("Creating the PostgreSQL cluster …");
            createCluster(binaries, cluster);
        }
        List<String> command = binaries.command("postgres", "-D", cluster.toString());
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
                    ServerProcess process =
                            ServerProcess.start(
                                    "PostgreSQL",
                                    withParameters,
                                    Map.of(),
                                    cluster,
                                    directory.path().resolve("postgres.log"));
                    process.awaitReady(() -> isReady(cluster, process.pid()), LONGEST_START);
                    return new PostgresServer(directory, cluster, process, port);
                });
    }

    /** Made beside its place and renamed, so that a kill in the middle leaves no half cluster. */
    private static void createCluster(PostgresBinaries binaries, Path cluster) throws IOException {
        Path staging = cluster.resolveSibling("cluster.part");
        DirectoryTree.delete(staging);
        ProgramRun run =
                ProgramRun.of(
                        binaries.command(
                                "initdb",
                                "--pgdata=" + staging,
                                "--username=" + USER,
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--locale=C.UTF-8"),
                        Map.of());
        if (!run.succeeded()) {
            throw new IOException("initdb failed: " + run.lastLine());
        }
        Files.move(staging, cluster, StandardCopyOption.ATOMIC_MOVE);
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

    /** The server itself writes its state into the eighth line of its lock file. */
    private static boolean isReady(Path cluster, long pid) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.get(0).equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private static ServersOnDirectory servers(Path cluster) {
        return new ServersOnDirectory(cluster, "postgres");
    }
}
