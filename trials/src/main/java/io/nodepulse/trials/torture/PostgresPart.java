package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ServersOnDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL, with the wire over which the services reach it. */
final class PostgresPart extends WiredPart {

    static final int DISK_MEGABYTES = 2048;

    /** By which variable the services take its password. */
    static final String PASSWORD = "SPRING_DATASOURCE_PASSWORD";

    private final PostgresOptions options;
    private final Path copy;
    private PostgresServer server;

    private PostgresPart(Optional<SmallDisk> disk, PostgresOptions options, Path copy)
            throws IOException {
        super(disk, options.port());
        this.options = options;
        this.copy = copy;
        this.server = PostgresServer.start(options);
    }

    /**
     * @param copy where an older copy of its data is kept
     */
    static PostgresPart start(Path home, Optional<SmallDisk> disk, Path copy) throws IOException {
        return new PostgresPart(
                disk, PostgresOptions.in(home).withPassword().withPort(Loopback.freePort()), copy);
    }

    /** Past the wire, with the password. */
    String loginUrl() {
        return server.loginUrl();
    }

    String password() {
        return server.password();
    }

    /** Over the wire. */
    String wiredJdbcUrl() {
        return server.jdbcUrl().replace(":" + server.port() + "/", ":" + wirePort() + "/");
    }

    /**
     * Puts an older copy of its data back, as after a restore from a backup.
     *
     * @param age of the first copy; later ones are as old as the last restore
     */
    void restore(Duration age) throws IOException, InterruptedException {
        if (!Files.exists(copy)) {
            server.copyData(copy);
            Thread.sleep(age);
        }
        server.killHard();
        server.restoreData(copy);
        server = PostgresServer.start(options);
        server.copyData(copy);
    }

    @Override
    public void kill() {
        server.killHard();
        server = PostgresServer.start(options);
    }

    @Override
    public List<Long> processes() {
        return new ServersOnDirectory(options.directory().resolve("cluster"), "postgres").find();
    }

    @Override
    void end() {
        server.close();
    }
}
