package io.nodepulse.projections.partition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the day partitions of the served tables: those of today and tomorrow are made before the
 * first row needs them, those past the retention are dropped.
 */
public final class PartitionKeeper {

    /** How often to look. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    /** Rows by the time of a scrape. */
    private static final List<String> SNAPSHOTS =
            List.of("admiral.process_scrapes", "admiral.host_snapshots");

    /** Rows by the start of a bucket, whose end can be a day later. */
    private static final List<String> BUCKETS = List.of("admiral.process_buckets");

    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);

    private final JdbcTemplate jdbc;
    private final Partitions partitions;
    private final Retention retention;

    public PartitionKeeper(JdbcTemplate jdbc, Partitions partitions, Retention retention) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.retention = retention;
    }

    /** Makes what is missing and drops what is past, as of now. */
    public void keep() {
        LocalDate today = LocalDate.ofInstant(retention.clock().instant(), ZoneOffset.UTC);
        Stream.concat(SNAPSHOTS.stream(), BUCKETS.stream())
                .forEach(table -> partitions.ensure(table, List.of(today, today.plusDays(1))));
        jdbc.update(
                "UPDATE admiral.retention SET keep = make_interval(secs => ?)",
                (double) retention.keep().toSeconds());
        if (!retention.keepsAll()) {
            LocalDate oldest = retention.oldestDay();
            SNAPSHOTS.forEach(table -> dropBefore(table, oldest));
            BUCKETS.forEach(table -> dropBefore(table, oldest.minusDays(1)));
        }
    }

    /**
     * @param name the partition, qualified
     * @param detaching whether an earlier attempt was cut off while it detached it
     */
    private record Past(String name, boolean detaching) {}

    private void dropBefore(String table, LocalDate day) {
        List<Past> past =
                jdbc.query(
                        """
                        SELECT partition::text, inhdetachpending
                        FROM admiral.partitions JOIN pg_inherits ON inhrelid = partition
                        WHERE parent = ?::regclass AND day < ?""",
                        (row, n) -> new Past(row.getString(1), row.getBoolean(2)),
                        table,
                        day);
        for (Past partition : past) {
            jdbc.execute((Connection connection) -> drop(connection, table, partition));
            log.info("Dropped {}: past the retention of {}", partition.name(), retention.keep());
        }
    }

    /** Detaching concurrently, outside of a transaction, locks out neither readers nor writers. */
    private static boolean drop(Connection connection, String table, Past partition)
            throws SQLException {
        String how = partition.detaching() ? "FINALIZE" : "CONCURRENTLY";
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE %s DETACH PARTITION %s %s"
                            .formatted(table, partition.name(), how));
            statement.execute("DROP TABLE " + partition.name());
        }
        return true;
    }
}
