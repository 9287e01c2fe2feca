package io.nodepulse.projections.partition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the partitions of the served tables: those of today and tomorrow are made before the first
 * row needs them, those past their retention are dropped.
 */
public final class PartitionKeeper {

    /** How often to look. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    /** After that the rest waits for the next time: a start waits for this, too. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    /** Whoever uses a partition longer than that keeps it until the next time. */
    private static final String LOCK_TIMEOUT = "2s";

    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);

    private static final String PAST =
            """
            SELECT partition::text, inhdetachpending
            FROM admiral.partitions JOIN pg_inherits ON inhrelid = partition
            WHERE parent = ?::regclass AND day < ?
            ORDER BY day""";

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

    /**
     * Makes what is missing and drops what is past, as of now. Readers are told first: what they
     * are told is there is never being dropped.
     */
    public void keep() {
        LocalDate today = LocalDate.ofInstant(retention.clock().instant(), ZoneOffset.UTC);
        for (ProjectionTable table : tables) {
            partitions.ensure(
                    served(table), table.days().stretch(), List.of(today, today.plusDays(1)));
        }
        jdbc.update(
                "UPDATE admiral.retention SET keep = make_interval(secs => ?)",
                (double) retention.keep().toSeconds());
        KeptSince.raise(jdbc, retention);
        List<Past> past = new ArrayList<>();
        tables.forEach(table -> past.addAll(past(table)));
        drop(past);
    }

    private static String served(ProjectionTable table) {
        return "admiral." + table.name();
    }

    /**
     * @param name the partition, qualified
     * @param detaching whether an earlier attempt was cut off while it detached it
     * @param kept how long its rows are kept
     */
    private record Past(String table, String name, boolean detaching, Duration kept) {}

    private List<Past> past(ProjectionTable table) {
        return jdbc.query(
                PAST,
                (row, n) ->
                        new Past(
                                served(table),
                                row.getString(1),
                                row.getBoolean(2),
                                retention.keep(table.days())),
                served(table),
                retention.oldestDay(table.days()));
    }

    /** One that cannot be dropped keeps those after it in its table, and none of the others. */
    private void drop(List<Past> past) {
        long end = System.nanoTime() + LONGEST_ROUND.toNanos();
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < past.size() && System.nanoTime() - end < 0; i++) {
            Past partition = past.get(i);
            if (kept.contains(partition.table())) {
                continue;
            }
            try {
                jdbc.execute((Connection connection) -> drop(connection, partition));
                log.info(
                        "Dropped {}, {} of {}: past the retention of {}",
                        partition.name(),
                        i + 1,
                        past.size(),
                        partition.kept());
            } catch (DataAccessException e) {
                kept.add(partition.table());
                log.warn("Dropping {} is tried again: {}", partition.name(), e.toString());
            }
        }
    }

    /** Detaching concurrently, outside of a transaction, locks out neither readers nor writers. */
    private static boolean drop(Connection connection, Past partition) throws SQLException {
        String how = partition.detaching() ? "FINALIZE" : "CONCURRENTLY";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'");
            try {
                statement.execute(
                        "ALTER TABLE %s DETACH PARTITION %s %s"
                                .formatted(partition.table(), partition.name(), how));
                statement.execute("DROP TABLE " + partition.name());
            } finally {
                statement.execute("RESET lock_timeout");
            }
        }
        return true;
    }
}
