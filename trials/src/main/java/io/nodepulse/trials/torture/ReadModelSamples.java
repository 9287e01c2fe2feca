package io.nodepulse.trials.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads the read model from its tables. */
final class ReadModelSamples {

    private static final int FETCHED_ROWS = 10_000;

    private static final String SAMPLES =
            """
            SELECT "timestamp", process_name, num_procs, cpu_seconds_total, memory_bytes
              FROM admiral.process_snapshots
             WHERE server_id = ?""";

    /** How many samples the tree of time has more or fewer than the scrapes, added up by name. */
    private static final String UNLIKE_TREE =
            """
            SELECT coalesce(sum(abs(coalesce(tree.samples, 0) - coalesce(scrapes.samples, 0))), 0)
              FROM (SELECT process.name, samples
                      FROM admiral.servers CROSS JOIN LATERAL
                           admiral.process_window(server_key, '2000-01-01Z', 'infinity')
                           JOIN admiral.process_names process USING (name_key)
                     WHERE server_id = ?::uuid) tree
              FULL JOIN
                   (SELECT process_name AS name, count(*) AS samples
                      FROM admiral.process_snapshots
                     WHERE server_id = ?
                     GROUP BY process_name) scrapes USING (name)""";

    private static final String SCRAPES_OF_BOTH =
            """
            SELECT (SELECT count(*) FROM admiral.process_scrapes WHERE server_key = s.server_key)
                 + (SELECT count(*) FROM admiral.host_snapshots WHERE server_key = s.server_key)
              FROM admiral.servers s WHERE s.server_id = ?::uuid""";

    private final String jdbcUrl;

    /**
     * @param jdbcUrl past the wires
     */
    ReadModelSamples(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Hands on all samples of that server. */
    void read(UUID server, StoredSamples samples) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(SAMPLES)) {
            // Without it all rows would be fetched at once.
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCHED_ROWS);
            statement.setString(1, server.toString());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    samples.add(
                            rows.getObject(1, OffsetDateTime.class).toInstant(),
                            new PushedSample(
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getDouble(4),
                                    rows.getLong(5)));
                }
            }
        }
    }

    /** How many samples of that server are in the scrapes or in the tree only. */
    long unlikeTree(UUID server) throws SQLException {
        return number(UNLIKE_TREE, server.toString(), server.toString());
    }

    /** How many scrapes of both exporters there are of that server. */
    long scrapes(UUID server) throws SQLException {
        return number(SCRAPES_OF_BOTH, server.toString());
    }

    private long number(String query, String... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
