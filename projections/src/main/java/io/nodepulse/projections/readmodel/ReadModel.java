package io.nodepulse.projections.readmodel;

import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ReadModelRetention;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.LocalDate;
import java.util.Collection;

/**
 * Where projectors write: the tables that are served, or those of a rebuild beside them.
 *
 * @param jdbc takes part in the transaction of the batch
 * @param schema the schema of the tables
 * @param partitions makes partitions
 * @param retention what is too old to be written
 * @param announcer tells readers what has changed
 * @param raw whether scrapes are stored as they came, beside what is made of them
 */
public record ReadModel(
        JdbcTemplate jdbc,
        String schema,
        Partitions partitions,
        ReadModelRetention retention,
        Announcer announcer,
        boolean raw) {

    /** The schema of the tables that are served. */
    public static final String SERVED = "admiral";

    /** With scrapes as they came. */
    public ReadModel(
            JdbcTemplate jdbc,
            String schema,
            Partitions partitions,
            ReadModelRetention retention,
            Announcer announcer) {
        this(jdbc, schema, partitions, retention, announcer, true);
    }

    /** The same, with scrapes as they came or without. */
    public ReadModel with(boolean otherRaw) {
        return new ReadModel(jdbc, schema, partitions, retention, announcer, otherRaw);
    }

    /** Tables of the same names in another schema. */
    public ReadModel in(String otherSchema, Announcer otherAnnouncer) {
        return new ReadModel(jdbc, otherSchema, partitions, retention, otherAnnouncer, raw);
    }

    /** The database may be another one: ask it again. */
    public void forget() {
        partitions.forget();
    }

    /** Makes sure that a table has the partitions that those days fall into. */
    public void ensurePartitions(ProjectionTable table, Collection<LocalDate> days) {
        partitions.ensure(schema + "." + table.name(), table.days().stretch(), days);
    }
}
