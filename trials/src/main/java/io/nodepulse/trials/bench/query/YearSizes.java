package io.nodepulse.trials.bench.query;

import io.nodepulse.trials.bench.report.Report;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Map;

/** How much of PostgreSQL one server's closed buckets take, with indexes and TOAST. */
record YearSizes(JdbcTemplate jdbc, Report report) {

    private static final String BYTES =
            """
            SELECT coalesce(sum(pg_total_relation_size(partition)), 0)::bigint
            FROM admiral.partitions
            WHERE parent = ('admiral.' || ?)::regclass""";

    /** Days of buckets that a table has, by its shortest. */
    private static final String DAYS =
            """
            SELECT extract(epoch FROM max(bucket_start) - min(bucket_start)) / 86400
            FROM admiral.%1$s
            WHERE tier_minutes = (SELECT min(tier_minutes) FROM admiral.%1$s)""";

    private static final String ROWS = "SELECT count(*) FROM admiral.%s";

    /** What each table holds, by its name. */
    private static final Map<String, String> TABLES =
            Map.of(
                    "process_minutes", "minutes",
                    "process_tens", "tens of minutes",
                    "process_hours", "1 and 6 hours",
                    "process_days", "1 to 48 days");

    void tell() {
        for (String table : TABLES.keySet().stream().sorted().toList()) {
            String what = TABLES.get(table);
            double days = number(DAYS.formatted(table));
            report.figure(what + ", kept", days, "days");
            report.figure(what + ", rows", number(ROWS.formatted(table)), "rows");
            Long bytes = jdbc.queryForObject(BYTES, Long.class, table);
            double kilobytes = (bytes == null ? 0 : bytes) / 1e3;
            report.figure(what + ", kB per server and day", kilobytes / days, "kB");
        }
    }

    private double number(String sql) {
        Double number = jdbc.queryForObject(sql, Double.class);
        return number == null ? 0 : number;
    }
}
