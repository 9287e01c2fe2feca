package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a local account can do to a server that asks for a password, and what its own role can. */
class SecuredPostgresTest {

    @TempDir private static Path home;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(PostgresOptions.in(home.resolve("data")).withPassword());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nodepulse,          ,      no pg_hba.conf entry",
        "nodepulse,          guess, no pg_hba.conf entry",
        "nodepulse_services, ,      no password was provided",
        "nodepulse_services, guess, password authentication failed",
        "postgres,           guess, no pg_hba.conf entry"
    })
    void refusesWhoHasNoPassword(String user, String password, String reason) {
        String url = server.jdbcUrl().replaceAll("user=.*", "user=" + user);
        assertThatThrownBy(() -> DriverManager.getConnection(url, user, password).close())
                .hasMessageContaining(reason);
    }

    /** The attack itself, by a program that has nothing of ours. */
    @Test
    void refusesAnotherAccountOfTheMachine() throws IOException {
        assumeThat(Users.canBecomeNobody()).as("runs as root, with psql").isTrue();
        ProgramRun attack =
                Users.asNobody(
                        "psql",
                        "-w",
                        "-h",
                        Loopback.HOST,
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        "nodepulse",
                        "postgres",
                        "-c",
                        "COPY (SELECT 1) TO PROGRAM 'cat >%s'".formatted(home.resolve("mine")));
        assertThat(attack.output()).contains("no pg_hba.conf entry");
        assertThat(home.resolve("mine")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'",
                "COPY (SELECT 1) TO '/dev/null'",
                "SELECT pg_read_file('/proc/self/environ')",
                "SELECT lo_import('/proc/self/environ')",
                "SET ROLE nodepulse",
                "ALTER ROLE nodepulse_services SUPERUSER",
                "GRANT pg_execute_server_program TO nodepulse_services",
                "CREATE ROLE more SUPERUSER",
                "ALTER SYSTEM SET archive_command = 'true'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x', 'y'"
            })
    void itsRoleIsNoSuperuser(String statement) {
        assertThatThrownBy(() -> execute(server.loginUrl(), statement))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be|required|only role).*");
    }

    @Test
    void itsRoleOwnsTheDatabase() throws SQLException {
        execute(server.loginUrl(), "CREATE SCHEMA own");
        execute(server.loginUrl(), "CREATE TABLE own.rows (id bigserial)");
        execute(server.loginUrl(), "DROP SCHEMA own CASCADE");
        assertThat(ask(server.loginUrl(), "SELECT rolsuper FROM pg_roles WHERE rolname = user"))
                .isEqualTo("f");
    }

    @Test
    void saysItsPasswordToNobody() throws IOException {
        String shown = Files.readString(Path.of("/proc", server.pid() + "", "cmdline"));
        String log = Files.readString(home.resolve("data/postgres.log"));
        assertThat(server.password()).hasSize(64);
        assertThat(shown + log + server.jdbcUrl()).doesNotContain(server.password());
    }

    @Test
    void isForItsAccountAlone() throws IOException {
        Path data = home.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(readableByOthers(data.resolve("cluster"))).isEmpty();
        assertThat(readableByOthers(data.resolve("password"))).isEmpty();
    }

    /** As versions before wrote it: everybody on loopback was the superuser, who owned all. */
    @Test
    void closesAFolderThatWasOpen() throws Exception {
        Path old = home.resolve("old");
        try (PostgresServer open = PostgresServer.start(PostgresOptions.in(old))) {
            for (String statement :
                    List.of(
                            // What everybody could do then.
                            "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'",
                            "CREATE SCHEMA admiral",
                            "CREATE TABLE admiral.days (id bigserial, day date) PARTITION BY RANGE"
                                    + " (day)",
                            "CREATE TABLE admiral.\"Day 1\" PARTITION OF admiral.days DEFAULT",
                            "INSERT INTO admiral.days (day) VALUES ('2026-11-27')",
                            "CREATE VIEW admiral.seen AS SELECT * FROM admiral.days",
                            "CREATE SEQUENCE admiral.alone",
                            "CREATE FUNCTION admiral.one(a int, b text) RETURNS int LANGUAGE sql"
                                    + " AS 'SELECT 1'",
                            "CREATE ROLE nodepulse_services",
                            "GRANT pg_execute_server_program TO nodepulse_services")) {
                execute(open.jdbcUrl(), statement);
            }
        }
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (PostgresServer closed = PostgresServer.start(PostgresOptions.in(old).withPassword())) {
            execute(closed.loginUrl(), "ALTER TABLE admiral.\"Day 1\" ADD CHECK (id > 0)");
            execute(closed.loginUrl(), "ALTER TABLE admiral.days ADD COLUMN more text");
            execute(closed.loginUrl(), "DROP VIEW admiral.seen");
            execute(closed.loginUrl(), "DROP SEQUENCE admiral.alone");
            execute(closed.loginUrl(), "DROP FUNCTION admiral.one(int, text)");
            assertThat(ask(closed.loginUrl(), "SELECT id FROM admiral.days")).isEqualTo("1");
            assertThatThrownBy(
                            () ->
                                    execute(
                                            closed.loginUrl(),
                                            "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'"))
                    .hasMessageContaining("permission denied");
        }
        try (PostgresServer again = PostgresServer.start(PostgresOptions.in(old).withPassword())) {
            assertThat(ask(again.loginUrl(), "SELECT more FROM admiral.days")).isNull();
        }
    }

    private static List<Path> readableByOthers(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!mode.endsWith("------")) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
