package io.nodepulse.launcher.export;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what was exported with a program that knows nothing of this one. */
final class DuckDb {

    private DuckDb() {}

    /** Makes something of a row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Runs all statements, and gives the rows of the last one. */
    static <T> List<T> rows(Mapper<T> mapper, String... statements) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            try (ResultSet result = statement.executeQuery(statements[statements.length - 1])) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
        }
        return rows;
    }
}
