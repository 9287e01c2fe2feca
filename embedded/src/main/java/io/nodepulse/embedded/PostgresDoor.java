package io.nodepulse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Who may come in to a secured server: one role that is no superuser, with a password. It owns the
 * database and all that is in it. The superuser has no way in over a socket; what takes one is done
 * by the server's own single-user mode, before it listens. This holds for new clusters and for
 * those that took everybody on loopback once.
 *
 * @param files of the server
 * @param password of the role, random
 */
record PostgresDoor(PostgresFiles files, String password) {

    static final String ROLE = "nodepulse_services";

    private static final String DATABASE = "postgres";

    /** Says of a cluster that its role has the password with that digest; copies carry it along. */
    private static final String MARK = "nodepulse-secured";

    /** To be done before each start: what is on disk may come from anywhere. */
    void close(PostgresBinaries binaries) throws IOException {
        Files.writeString(
                files.path().resolve("pg_hba.conf"),
                "# Written at every start.\nhost %s %s %s/32 scram-sha-256\n"
                        .formatted(DATABASE, ROLE, Loopback.HOST));
        Path mark = files.path().resolve(MARK);
        String digest = digest();
        if (!Files.exists(mark) || !Files.readString(mark).strip().equals(digest)) {
            makeRole(binaries);
            Files.writeString(mark, digest + "\n");
        }
        OwnerOnly.tighten(files.path());
    }

    private void makeRole(PostgresBinaries binaries) throws IOException {
        List<String> command =
                binaries.command(
                        "postgres",
                        "--single",
                        // A statement ends with an empty line.
                        "-j",
                        "-D",
                        files.path().toString(),
                        "-c",
                        "lc_messages=C",
                        // A statement that fails would be logged, with the password in it.
                        "-c",
                        "log_min_error_statement=panic",
                        DATABASE);
        ProgramRun run = ProgramRun.of(command, Map.of(), sql());
        if (!run.succeeded() || !run.output().contains("\"secured\"") || failed(run)) {
            throw new IOException("its role cannot be made: " + run.lastLine());
        }
    }

    private static boolean failed(ProgramRun run) {
        return run.output().lines().anyMatch(line -> line.matches(".*(ERROR|FATAL|PANIC): .*"));
    }

    private String sql() throws IOException {
        try (InputStream in = PostgresDoor.class.getResourceAsStream("secure.sql")) {
            if (in == null) {
                throw new EmbeddedException("The class path lacks secure.sql: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${role}", ROLE)
                    .replace("${database}", DATABASE)
                    .replace("${password}", password);
        }
    }

    private String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
