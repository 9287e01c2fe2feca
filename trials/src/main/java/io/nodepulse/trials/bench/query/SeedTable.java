package io.nodepulse.trials.bench.query;

import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The table and the query of the plan that this system grew from, in the same database with the
 * same rows: what the read model is compared with.
 */
final class SeedTable {

    private static final List<String> TABLE =
            List.of(
                    "CREATE SCHEMA seed",
                    """
                    CREATE TABLE seed.process_snapshots (
                        id BIGSERIAL PRIMARY KEY,
                        server_id TEXT NOT NULL,
                        timestamp TIMESTAMP WITH TIME ZONE NOT NULL,
                        process_name TEXT NOT NULL,
                        num_procs INTEGER NOT NULL,
                        cpu_seconds_total DOUBLE PRECISION,
                        memory_bytes BIGINT,
                        created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
                    )""",
                    """
                    INSERT INTO seed.process_snapshots (
                        server_id, timestamp, process_name, num_procs, cpu_seconds_total, memory_bytes)
                    SELECT server_id, timestamp, process_name, num_procs, cpu_seconds_total, memory_bytes
                    FROM admiral.process_snapshots""",
                    """
                    CREATE INDEX idx_process_snapshots_lookup
                        ON seed.process_snapshots (server_id, timestamp DESC)""",
                    """
                    CREATE INDEX idx_process_snapshots_server_name
                        ON seed.process_snapshots (server_id, process_name, timestamp DESC)""",
                    "VACUUM ANALYZE");

    /** As in the plan, its hour and its NOW() being parameters. */
    private static final String TOP_BY_CPU =
            """
            WITH deltas AS (
              SELECT
                server_id,
                timestamp,
                process_name,
                num_procs,
                memory_bytes,
                cpu_seconds_total,
                LAG(cpu_seconds_total) OVER (
                  PARTITION BY server_id, process_name
                  ORDER BY timestamp
                ) as prev_cpu,
                LAG(timestamp) OVER (
                  PARTITION BY server_id, process_name
                  ORDER BY timestamp
                ) as prev_ts
              FROM seed.process_snapshots
              WHERE server_id = ?
                AND timestamp >= ?::timestamptz - ? * INTERVAL '1 hour'
            )
            SELECT
              process_name,
              AVG(num_procs) as avg_procs,
              AVG((cpu_seconds_total - prev_cpu) /
                  EXTRACT(EPOCH FROM (timestamp - prev_ts)) * 100) as avg_cpu_percent,
              MAX(memory_bytes) as peak_memory_bytes
            FROM deltas
            WHERE prev_cpu IS NOT NULL
            GROUP BY process_name
            ORDER BY avg_cpu_percent DESC
            LIMIT 10
            """;

    private final JdbcTemplate jdbc;

    SeedTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Fills the table with all samples of the read model. */
    void copyFromReadModel() {
        TABLE.forEach(jdbc::execute);
    }

    List<String> topByCpu(UUID server, int hours, Instant now) {
        return jdbc.query(
                TOP_BY_CPU,
                (row, number) -> row.getString("process_name"),
                server.toString(),
                Timestamp.from(now),
                hours);
    }

    long samples() {
        Long count = jdbc.queryForObject("SELECT count(*) FROM seed.process_snapshots", Long.class);
        return count == null ? 0 : count;
    }

    /** All of one schema: tables, indexes and TOAST. */
    long bytes(String schema) {
        Long bytes =
                jdbc.queryForObject(
                        """
                        SELECT sum(pg_total_relation_size(c.oid))::bigint
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = ? AND c.relkind = 'r'
                        """,
                        Long.class,
                        schema);
        return bytes == null ? 0 : bytes;
    }
}
