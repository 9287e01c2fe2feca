package io.nodepulse.projections.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows of servers by table, as texts. When a row was written is left out, and which scrapes are
 * stored whole.
 */
record RowsByServer(Map<UUID, Map<String, List<String>>> rows) {

    private static final String BY_KEY =
            "server_key = (SELECT server_key FROM admiral.servers WHERE server_id = ?::uuid)";

    private static final Map<String, String> ASKED =
            Map.of(
                    "process_snapshots",
                    "SELECT (id, timestamp, process_name, num_procs, cpu_seconds_total, memory_bytes)::text"
                            + " FROM admiral.process_snapshots WHERE server_id = ?",
                    "process_live",
                    "SELECT (as_of, interval_ms, cells, figures)::text FROM admiral.process_live WHERE "
                            + BY_KEY);

    private static final List<String> TABLES =
            List.of(
                    "process_snapshots",
                    "process_changes",
                    "process_minutes",
                    "process_tens",
                    "process_hours",
                    "process_days",
                    "process_open",
                    "process_live",
                    "process_names_of_day",
                    "host_snapshots",
                    "host_live");

    static RowsByServer of(JdbcTemplate jdbc, List<UUID> servers) {
        return new RowsByServer(
                servers.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), server -> read(jdbc, server))));
    }

    Map<String, List<String>> of(UUID server) {
        return Objects.requireNonNull(rows.get(server));
    }

    List<String> of(UUID server, String table) {
        return Objects.requireNonNull(of(server).get(table));
    }

    /** The same, but for that server. */
    RowsByServer withoutServer(UUID server) {
        Map<UUID, Map<String, List<String>>> left = new HashMap<>(rows);
        left.remove(server);
        return new RowsByServer(left);
    }

    /** The same, but for those tables. */
    RowsByServer without(String... tables) {
        Map<UUID, Map<String, List<String>>> left = new HashMap<>();
        rows.forEach(
                (server, all) -> {
                    Map<String, List<String>> some = new TreeMap<>(all);
                    some.keySet().removeAll(List.of(tables));
                    left.put(server, some);
                });
        return new RowsByServer(left);
    }

    private static Map<String, List<String>> read(JdbcTemplate jdbc, UUID server) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            String sql =
                    ASKED.getOrDefault(
                            table,
                            "SELECT t::text FROM admiral.%s t WHERE %s".formatted(table, BY_KEY));
            rows.put(table, texts(jdbc, sql + " ORDER BY 1", server.toString()));
        }
        return rows;
    }

    /** Where the closed rows of a server lie, and who wrote them: it changes with any of them. */
    static List<String> places(JdbcTemplate jdbc, UUID server) {
        return texts(
                jdbc,
                """
                SELECT tableoid::text || ctid::text || xmin::text FROM admiral.process_minutes
                WHERE %1$s
                UNION ALL
                SELECT tableoid::text || ctid::text || xmin::text FROM admiral.process_scrapes
                WHERE %1$s"""
                        .formatted(BY_KEY),
                server.toString(),
                server.toString());
    }

    private static List<String> texts(JdbcTemplate jdbc, String sql, Object... values) {
        return jdbc.query(sql, (row, n) -> row.getString(1), values);
    }
}
