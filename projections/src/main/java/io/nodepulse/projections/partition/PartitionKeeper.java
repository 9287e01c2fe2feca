package io.nodepulse.projections.partition;

import io.nodepulse.projections.partition.ProjectionTable.Days;

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

/**
 * Keeps the day partitions of the served tables: those of today and tomorrow are made before the
 * first row needs them, those past the retention are dropped.
 */
public final class PartitionKeeper {

    /** How often to look. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);

    private final JdbcTemplate jdbc;
    private final Partitions partitions;
    private final ReadModelRetention retention;
    private final List<ProjectionTable> tables;

    /**
     * @param tables those of all projections
     */
    public PartitionKeeper(
            JdbcTemplate jdbc,
            Partitions partitions,
            ReadModelRetention retention,
            List<ProjectionTable> tables) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.retention = retention;
        this.tables = tables.stream().filter(ProjectionTable::isPartitioned).toList();
    }

    /** Makes what is missing and drops what is past, as of now. */
    public void keep() {
        LocalDate today = LocalDate.ofInstant(retention.clock().instant(), ZoneOffset.UTC);
        for (ProjectionTable table : tables) {
            partitions.ensure(served(table), List.of(today, today.plusDays(1)));
        }
        jdbc.update(
                "UPDATE admiral.retention SET keep = make_interval(secs => ?)",
                (double) retention.keep().toSeconds());
        if (!retention.keepsAll()) {
            tables.forEach(table -> dropBefore(served(table), oldestDay(table)));
        }
    }

    private static String served(ProjectionTable table) {
        return "admiral." + table.name();
    }

    private LocalDate oldestDay(ProjectionTable table) {
        LocalDate oldest = retention.oldestDay();
        return table.days() == Days.OF_BUCKET_START ? oldest.minusDays(1) : oldest;
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
