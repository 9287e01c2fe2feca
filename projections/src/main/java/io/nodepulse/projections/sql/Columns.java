package io.nodepulse.projections.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementSetter;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Rows as one array parameter per column, for {@code unnest}: one statement writes them all.
 *
 * @param <R> what a row is made of
 */
public final class Columns<R> implements PreparedStatementSetter {

    /** Sets one parameter to a column of all rows. */
    private interface Column<R> {
        void set(PreparedStatement statement, int parameter, List<R> rows) throws SQLException;
    }

    private final List<R> rows;
    private final List<Column<R>> columns = new ArrayList<>();

    public Columns(List<R> rows) {
        this.rows = rows;
    }

    public Columns<R> int4(ToIntFunction<R> value) {
        return add(
                (statement, at, all) ->
                        statement.setObject(at, all.stream().mapToInt(value).toArray()));
    }

    public Columns<R> int8(ToLongFunction<R> value) {
        return add(
                (statement, at, all) ->
                        statement.setObject(at, all.stream().mapToLong(value).toArray()));
    }

    public Columns<R> text(Function<R, @Nullable String> value) {
        return add(
                (statement, at, all) -> {
                    String[] values = all.stream().map(value).toArray(String[]::new);
                    statement.setArray(at, statement.getConnection().createArrayOf("text", values));
                });
    }

    public Columns<R> bytea(Function<R, byte[]> value) {
        // As an object it travels in binary; createArrayOf would write every byte as two digits.
        return add(
                (statement, at, all) ->
                        statement.setObject(at, all.stream().map(value).toArray(byte[][]::new)));
    }

    private Columns<R> add(Column<R> column) {
        columns.add(column);
        return this;
    }

    @Override
    public void setValues(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).set(statement, i + 1, rows);
        }
    }
}
