package io.nodepulse.projections.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;

/** Queries whose one parameter is an array of texts. */
final class SqlTexts {

    private SqlTexts() {}

    /** Runs it for what it does. */
    static void query(JdbcTemplate jdbc, String query, List<String> texts) {
        jdbc.query(
                query,
                statement ->
                        statement.setArray(
                                1,
                                statement.getConnection().createArrayOf("text", texts.toArray())),
                row -> {});
    }
}
