package io.nodepulse.projections.host;

import io.nodepulse.events.Figure;
import io.nodepulse.events.HostMetric;
import io.nodepulse.projections.sql.Columns;
import io.nodepulse.projections.sql.CopyRows;
import io.nodepulse.projections.sql.Instants;

import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The host tables of one schema, in the transaction of the caller. */
final class HostTables {

    static final String SNAPSHOTS = "host_snapshots";
    static final String LIVE = "host_live";

    private static final String FIGURE_COLUMNS =
            Stream.concat(
                            Stream.of(HostMetric.values()).map(HostMetric::field),
                            HostRow.DERIVED.stream())
                    .collect(Collectors.joining(", "));

    private static final int SNAPSHOT_FIELDS =
            2 + HostMetric.values().length + HostRow.DERIVED.size();

    private static final int LIVE_FIELDS = SNAPSHOT_FIELDS + 4;

    private static final String SNAPSHOT_COLUMNS = "server_key, scraped_at, " + FIGURE_COLUMNS;

    private static final String LIVE_COLUMNS =
            SNAPSHOT_COLUMNS
                    + ", interval_ms, cpu_history, cpu_history_covered_ms, cpu_history_until";

    private static final String DELETE_LIVE =
            """
            DELETE FROM %s.host_live live
            USING unnest(?::integer[], ?::bigint[]) AS last (server_key, scraped_at)
            WHERE live.server_key = last.server_key
              AND live.scraped_at = timestamptz 'epoch' + last.scraped_at * interval '1 ms'""";

    private final JdbcTemplate jdbc;
    private final String schema;

    HostTables(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    /** The last row of each of those servers that was scraped before. */
    Map<Integer, HostRow> live(Collection<Integer> serverKeys) {
        Map<Integer, HostRow> rows = new HashMap<>();
        if (!serverKeys.isEmpty()) {
            int[] keys = serverKeys.stream().mapToInt(Integer::intValue).toArray();
            jdbc.query(
                    "SELECT * FROM %s.host_live WHERE server_key = ANY (?)".formatted(schema),
                    statement -> statement.setObject(1, keys),
                    row -> {
                        rows.put(row.getInt("server_key"), read(row));
                    });
        }
        return rows;
    }

    private static HostRow read(ResultSet row) throws SQLException {
        Map<HostMetric, Double> figures = new EnumMap<>(HostMetric.class);
        for (HostMetric metric : HostMetric.values()) {
            double value = row.getDouble(metric.field());
            if (!row.wasNull()) {
                figures.put(metric, value);
            }
        }
        CpuAverages history =
                new CpuAverages(
                        floats(row.getArray("cpu_history")),
                        ints(row.getArray("cpu_history_covered_ms")),
                        Instants.millis(row, row.findColumn("cpu_history_until")));
        return new HostRow(
                row.getInt("server_key"),
                Instants.millis(row, row.findColumn("scraped_at")),
                row.getObject("interval_ms", Integer.class),
                figures,
                List.of(),
                history);
    }

    private static float[] floats(Array array) throws SQLException {
        Float[] boxed = (Float[]) array.getArray();
        float[] values = new float[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }

    private static int[] ints(Array array) throws SQLException {
        return Stream.of((Integer[]) array.getArray()).mapToInt(Integer::intValue).toArray();
    }

    void insertSnapshots(List<HostRow> rows) {
        CopyRows copy = new CopyRows();
        for (HostRow row : rows) {
            snapshot(copy.row(SNAPSHOT_FIELDS), row);
        }
        send(copy, SNAPSHOTS, SNAPSHOT_COLUMNS);
    }

    /** Replaces live rows; returns how many of the last ones were there to be replaced. */
    int replaceLive(List<HostRow> last, List<HostRow> next) {
        int replaced =
                last.isEmpty()
                        ? 0
                        : jdbc.update(
                                DELETE_LIVE.formatted(schema),
                                new Columns<>(last).int4(HostRow::serverKey).int8(HostRow::atMs));
        CopyRows copy = new CopyRows();
        for (HostRow row : next) {
            snapshot(copy.row(LIVE_FIELDS), row);
            if (row.intervalMs() == null) {
                copy.nothing();
            } else {
                copy.int4(row.intervalMs());
            }
            CpuAverages history = row.history();
            copy.array(history.percent()).array(history.coveredMs()).instant(history.untilMs());
        }
        send(copy, LIVE, LIVE_COLUMNS);
        return replaced;
    }

    private static void snapshot(CopyRows copy, HostRow row) {
        copy.int4(row.serverKey()).instant(row.atMs());
        for (HostMetric metric : HostMetric.values()) {
            Double value = row.figures().get(metric);
            if (value == null) {
                copy.nothing();
            } else if (metric.figure().type() == Figure.Type.WHOLE) {
                copy.int8(Math.round(value));
            } else {
                copy.float8(value);
            }
        }
        for (OptionalDouble value : row.derived()) {
            if (value.isPresent()) {
                copy.float8(value.getAsDouble());
            } else {
                copy.nothing();
            }
        }
    }

    private void send(CopyRows copy, String table, String columns) {
        if (!copy.isEmpty()) {
            jdbc.execute(
                    (Connection connection) -> {
                        copy.send(connection, "%s.%s (%s)".formatted(schema, table, columns));
                        return true;
                    });
        }
    }
}
