package io.nodepulse.projections.process;

import io.nodepulse.projections.sql.Instants;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads back what the tables of one grouping and schema hold of servers. */
final class ProcessReader {

    private static final String STATES =
            """
            SELECT live.server_key, live.as_of, live.interval_ms, live.keyframe_at, live.cells, live.figures,
                   open.bucket_start, open.scrapes, open.covered_ms, open.last_scrape_at, open.cells,
                   open.figures
            FROM %1$s_live live
            JOIN %1$s_open open
              ON open.server_key = live.server_key AND open.tier_minutes = 1
            WHERE live.server_key = ANY (?)""";

    private static final String OPEN_ABOVE =
            """
            SELECT server_key, tier_minutes, bucket_start, scrapes, covered_ms, last_scrape_at, cells,
                   figures
            FROM %s_open
            WHERE server_key = ANY (?) AND tier_minutes > 1""";

    private static final String NAMES_OF_DAY =
            """
            SELECT server_key, day, name_keys
            FROM %s_names_of_day
            WHERE server_key = ANY (?)""";

    private final JdbcTemplate jdbc;
    private final String states;
    private final String openAbove;
    private final String namesOfDay;

    ProcessReader(JdbcTemplate jdbc, String schema, Grouping grouping) {
        this.jdbc = jdbc;
        states = STATES.formatted(grouping.in(schema));
        openAbove = OPEN_ABOVE.formatted(grouping.in(schema));
        namesOfDay = NAMES_OF_DAY.formatted(grouping.in(schema));
    }

    /** The states of those servers that were scraped before. */
    Map<Integer, TrackState> states(Collection<Integer> serverKeys) {
        Map<Integer, TrackState> found = new HashMap<>();
        if (!serverKeys.isEmpty()) {
            jdbc.query(
                    states,
                    anyOf(serverKeys),
                    row -> {
                        found.put(row.getInt(1), state(row));
                    });
        }
        return found;
    }

    /** The open buckets of more than a minute of those servers. */
    Map<Integer, List<PackedBucket>> openAbove(Collection<Integer> serverKeys) {
        Map<Integer, List<PackedBucket>> found = new HashMap<>();
        if (!serverKeys.isEmpty()) {
            jdbc.query(
                    openAbove,
                    anyOf(serverKeys),
                    row -> {
                        found.computeIfAbsent(row.getInt(1), key -> new ArrayList<>())
                                .add(bucket(Tier.ofMinutes(row.getInt(2)), row, 3));
                    });
        }
        return found;
    }

    /** The names that those servers have had on the day of their last scrape. */
    Map<Integer, NamesOfDay> namesOfDay(Collection<Integer> serverKeys) {
        Map<Integer, NamesOfDay> found = new HashMap<>();
        if (!serverKeys.isEmpty()) {
            jdbc.query(
                    namesOfDay,
                    anyOf(serverKeys),
                    row -> {
                        Integer[] keys = (Integer[]) row.getArray(3).getArray();
                        int[] plain = Arrays.stream(keys).mapToInt(Integer::intValue).toArray();
                        found.put(
                                row.getInt(1),
                                new NamesOfDay(row.getInt(1), row.getLong(2), plain, null));
                    });
        }
        return found;
    }

    private static PreparedStatementSetter anyOf(Collection<Integer> serverKeys) {
        int[] keys = serverKeys.stream().mapToInt(Integer::intValue).toArray();
        return statement -> statement.setObject(1, keys);
    }

    private static TrackState state(ResultSet row) throws SQLException {
        PackedLive live =
                new PackedLive(
                        Instants.millis(row, 2),
                        row.getObject(3, Integer.class),
                        row.getObject(4) == null ? null : (Long) Instants.millis(row, 4),
                        row.getBytes(5),
                        figures(row, 6));
        return new TrackState(live, bucket(Tier.MINUTE, row, 7), null);
    }

    private static PackedBucket bucket(Tier tier, ResultSet row, int from) throws SQLException {
        return new PackedBucket(
                tier,
                Instants.millis(row, from),
                row.getInt(from + 1),
                row.getLong(from + 2),
                Instants.millis(row, from + 3),
                row.getBytes(from + 4),
                figures(row, from + 5));
    }

    private static byte[] figures(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), SparseTable.NO_BYTES);
    }
}
