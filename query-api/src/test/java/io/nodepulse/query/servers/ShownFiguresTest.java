package io.nodepulse.query.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.query.testing.TestReadModel;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of figures that are shown against the schema that they are read from. */
class ShownFiguresTest {

    private static final Map<ShownFigure.Type, String> COLUMN_TYPES =
            Map.of(
                    ShownFigure.Type.INT32, "int8",
                    ShownFigure.Type.INT64, "int8",
                    ShownFigure.Type.DOUBLE, "float8");

    @Test
    void everyFigureIsAColumnOfItsType() throws SQLException {
        Map<String, String> columns = columnsOfHostLive();
        all().forEach(
                        (name, figure) -> {
                            if (figure.isColumn()) {
                                assertThat(columns)
                                        .containsEntry(name, COLUMN_TYPES.get(figure.type()));
                            } else {
                                assertThat(columns).doesNotContainKey(name);
                            }
                        });
        assertThat(columns.keySet()).containsAll(MemoryUsed.COLUMNS);
    }

    @Test
    void noFigureIsShownTwice() {
        assertThat(all())
                .hasSize(ShownFigures.TABLE.list().size() + ShownFigures.TABLE.detail().size());
    }

    private static Map<String, ShownFigure> all() {
        Map<String, ShownFigure> all = new LinkedHashMap<>(ShownFigures.TABLE.list());
        all.putAll(ShownFigures.TABLE.detail());
        return all;
    }

    private static Map<String, String> columnsOfHostLive() throws SQLException {
        Map<String, String> columns = new HashMap<>();
        try (TestReadModel readModel = TestReadModel.create();
                Connection connection = DriverManager.getConnection(readModel.url());
                ResultSet rows =
                        connection.getMetaData().getColumns(null, "admiral", "host_live", null)) {
            while (rows.next()) {
                columns.put(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME"));
            }
        }
        return columns;
    }
}
