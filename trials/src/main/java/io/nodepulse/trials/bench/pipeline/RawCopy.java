package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.trials.bench.load.GeneratedFleet;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A bare COPY of raw scrapes that the projection has written, into a table of the same kind. */
record RawCopy(String jdbcUrl) {

    private static final int ROWS = 5_000;
    private static final int ROUNDS = 5;
    private static final String SOURCE =
            "(SELECT * FROM admiral.process_scrapes ORDER BY first_id LIMIT " + ROWS + ")";
    private static final double NANOS_PER_SECOND = 1e9;

    /** The best of some rounds. */
    double samplesPerSecond() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            long scrapes = copy.copyOut("COPY " + SOURCE + " TO STDOUT (FORMAT binary)", rows);
            statement.execute("CREATE SCHEMA bench");
            statement.execute(
                    "CREATE TABLE bench.scrapes (LIKE admiral.process_scrapes INCLUDING ALL)");
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                statement.execute("TRUNCATE bench.scrapes");
                best =
                        Math.max(
                                best,
                                scrapes
                                        * GeneratedFleet.GROUPS
                                        / seconds(copy, rows.toByteArray()));
            }
            statement.execute("DROP SCHEMA bench CASCADE");
            return best;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(CopyManager copy, byte[] rows) throws SQLException, IOException {
        long start = System.nanoTime();
        copy.copyIn(
                "COPY bench.scrapes FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows));
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
