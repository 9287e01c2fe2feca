package io.nodepulse.projections.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Parameters that are arrays. */
final class SqlArrays {

    private SqlArrays() {}

    /** Runs a query whose one parameter is an array of texts, for what it does. */
    static void query(JdbcTemplate jdbc, String query, List<String> texts) {
        jdbc.query(
                query,
                statement ->
                        statement.setArray(
                                1,
                                statement.getConnection().createArrayOf("text", texts.toArray())),
                row -> {});
    }

    /** Sets a parameter to those ids. */
    static void set(PreparedStatement statement, int index, List<UUID> ids) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray()));
    }
}
