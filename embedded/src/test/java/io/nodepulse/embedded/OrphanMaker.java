package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A JVM that starts an engine, writes something into it, and is killed with -9 itself. */
final class OrphanMaker {

    private OrphanMaker() {}

    /** Returns the process id of the engine that is left behind. */
    static long run(String engine, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMaker.class.getName(),
                        engine,
                        directory.toString());
        Process jvm = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = jvm.inputReader()) {
            return Long.parseLong(output.readLine());
        } finally {
            jvm.destroyForcibly();
            jvm.waitFor(10, TimeUnit.SECONDS);
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Path.of(arguments[1]);
        System.out.println(arguments[0].equals("valkey") ? valkey(directory) : postgres(directory));
        System.in.read();
    }

    private static long valkey(Path directory) throws IOException {
        ValkeyServer server = ValkeyServer.start(ValkeyOptions.in(directory));
        ValkeyClient.ask(server.port(), "SET orphan yes");
        return server.pid();
    }

    private static long postgres(Path directory) throws SQLException {
        PostgresServer server = PostgresServer.start(PostgresOptions.in(directory));
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            connection.createStatement().execute("CREATE TABLE orphan ()");
        }
        return server.pid();
    }
}
