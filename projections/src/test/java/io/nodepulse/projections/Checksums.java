package io.nodepulse.projections;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One number per table that says whether two of them hold the same rows. */
public final class Checksums {

    /** What a rebuild makes again; created_at is when a row was written, and differs. */
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "process_scrapes",
                    "server_key, scraped_at, first_id, name_keys, num_procs, cpu_seconds,"
                            + " resident_bytes");

    private static final List<String> TABLES =
            List.of(
                    "process_scrapes",
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
