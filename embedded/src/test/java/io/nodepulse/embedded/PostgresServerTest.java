package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresServerTest {

    @TempDir private Path dir;

    @Test
    void keepsCommittedRowsThroughAnEndAndAKill() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(dir))) {
            execute(server, "CREATE TABLE kept (word text)");
            execute(server, "INSERT INTO kept VALUES ('one')");
        }
        PostgresServer killed = PostgresServer.start(PostgresOptions.in(dir));
        execute(killed, "INSERT INTO kept VALUES ('two')");
        killed.killHard();
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(dir))) {
            assertThat(ask(server, "SELECT string_agg(word, ' ' ORDER BY word) FROM kept"))
                    .isEqualTo("one two");
        }
    }

    @Test
    void goesOnFromAnOlderCopy() throws Exception {
        Path copy = dir.resolve("copy");
        PostgresOptions options = PostgresOptions.in(dir.resolve("data"));
        PostgresServer server = PostgresServer.start(options);
        execute(server, "CREATE TABLE kept (word text)");
        execute(server, "INSERT INTO kept VALUES ('one')");
        server.copyData(copy);
        execute(server, "INSERT INTO kept VALUES ('two')");
        server.killHard();
        server.restoreData(copy);
        try (PostgresServer restored = PostgresServer.start(options)) {
            execute(restored, "INSERT INTO kept VALUES ('three')");
            assertThat(ask(restored, "SELECT string_agg(word, ' ' ORDER BY word) FROM kept"))
                    .isEqualTo("one three");
        }
    }

    @Test
    void endsTheOrphanOfAKilledJvm() throws Exception {
        Path home = dir.resolve("data");
        long orphan = OrphanMaker.run("postgres", home);
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(home))) {
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(ask(server, "SELECT count(*) FROM orphan")).isEqualTo("0");
        }
    }

    /** After a kill the id may belong to another process by now, or to a dead one not reaped. */
    @Test
    void doesNotTakeAnotherProcessForAServerLeftBehind() throws Exception {
        PostgresServer.start(PostgresOptions.in(dir)).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path cluster = dir.resolve("cluster");
            Files.writeString(
                    cluster.resolve("postmaster.pid"),
                    stranger.pid() + "\n" + cluster + "\n0\n0\n");
            try (PostgresServer server = PostgresServer.start(PostgresOptions.in(dir))) {
                assertThat(ask(server, "SELECT 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void isDurableAndListensOnLoopbackOnly() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(dir))) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        String first = EmbeddedPostgres.newDatabase();
        String second = EmbeddedPostgres.newDatabase();
        assertThat(first).isNotEqualTo(second);
        execute(first, "CREATE TABLE only_here ()");
        execute(second, "CREATE TABLE only_here ()");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Loopback.HOST))) {
            int port = socket.getLocalPort();
            PostgresOptions options = PostgresOptions.in(dir).withPort(port);
            assertThatThrownBy(() -> PostgresServer.start(options))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("Port " + port);
        }
    }

    @Test
    void saysThatADirectoryCannotBeWritten() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        PostgresOptions options = PostgresOptions.in(file.resolve("data"));
        assertThatThrownBy(() -> PostgresServer.start(options))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("Cannot write the data folder " + file.resolve("data"));
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        execute(server.jdbcUrl(), sql);
    }

    private static void execute(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
