package io.nodepulse.projections;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One number per table that says whether two of them hold the same rows. */
public final class Checksums {

    /**
     * What a rebuild makes again. When a row was written differs, and which scrapes are stored
     * whole: a projector that begins anew stores the next one so.
     */
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "process_snapshots",
                    "id, server_id, timestamp, process_name, num_procs, cpu_seconds_total,"
                            + " memory_bytes",
                    "process_live",
                    "server_key, as_of, interval_ms, cells, figures");

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

    private Checksums() {}

    /** Rows and checksum of every projected table. */
    public static Map<String, String> of(JdbcTemplate jdbc) {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (String table : TABLES) {
            String sql =
                    """
                    SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)
                    FROM (SELECT %s FROM admiral.%s) t"""
                            .formatted(COLUMNS.getOrDefault(table, "*"), table);
            jdbc.query(
                    sql,
                    row -> {
                        checksums.put(table, row.getString(1));
                    });
        }
        return checksums;
    }
}
