package io.nodepulse.projections.partition;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rows of one partitioned table in another whose partitions are of another length. */
public final class PartitionCopy {

    private static final String DAYS =
            "SELECT day FROM admiral.partitions WHERE parent = to_regclass(?) ORDER BY day";

    private PartitionCopy() {}

    /**
     * Copies the buckets of some lengths, in the transaction of the caller.
     *
     * @param from a table of day partitions
     * @return how many rows
     */
    public static int copy(
            JdbcTemplate jdbc,
            String schema,
            ProjectionTable from,
            ProjectionTable to,
            List<Integer> tiers) {
        List<LocalDate> days =
                jdbc.query(
                        DAYS,
                        (row, n) -> row.getObject(1, LocalDate.class),
                        schema + "." + from.name());
        ensureDays(jdbc, schema, to, days);
        return jdbc.update(
                "INSERT INTO %1$s.%3$s SELECT * FROM %1$s.%2$s WHERE tier_minutes = ANY (?)"
                        .formatted(schema, from.name(), to.name()),
                statement -> statement.setObject(1, tiers.toArray(Integer[]::new)));
    }

    /** Makes the partitions of rows of those times, in the transaction of the caller. */
    public static void ensure(
            JdbcTemplate jdbc, String schema, ProjectionTable table, List<Long> epochMillis) {
        ensureDays(
                jdbc,
                schema,
                table,
                epochMillis.stream().map(Partitions::dayOf).collect(Collectors.toSet()));
    }

    private static void ensureDays(
            JdbcTemplate jdbc, String schema, ProjectionTable table, Collection<LocalDate> days) {
        Stretch stretch = table.days().stretch();
        for (LocalDate start :
                days.stream().map(stretch::start).collect(Collectors.toCollection(TreeSet::new))) {
            Partitions.create(jdbc, schema + "." + table.name(), start, stretch.past(start));
        }
    }
}
