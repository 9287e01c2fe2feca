package io.nodepulse.projections.partition;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * Makes partitions, each in a transaction of its own, so that a batch that fails takes none back
 * and what is remembered stays true. Thread-safe.
 */
public final class Partitions {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Set<Partition> known = ConcurrentHashMap.newKeySet();

    private record Partition(String table, LocalDate day) {}

    public Partitions(DataSource dataSource, DataSourceTransactionManager transactions) {
        jdbc = new JdbcTemplate(dataSource);
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The day, in UTC, that an instant falls into. */
    public static LocalDate dayOf(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    }

    /**
     * Makes sure that a table of day partitions has those of those days.
     *
     * @param table its qualified name
     */
    public void ensure(String table, Collection<LocalDate> days) {
        ensure(table, Stretch.DAY, days);
    }

    /**
     * Makes sure that a table has the partitions that those days fall into.
     *
     * @param table its qualified name
     * @param stretch how long its partitions are
     */
    public void ensure(String table, Stretch stretch, Collection<LocalDate> days) {
        Set<LocalDate> starts =
                days.stream().map(stretch::start).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate start : starts) {
            Partition partition = new Partition(table, start);
            if (!known.contains(partition)) {
                ownTransaction.executeWithoutResult(
                        status -> create(jdbc, table, start, stretch.past(start)));
                known.add(partition);
            }
        }
    }

    /** Makes a partition where it is missing, in the transaction of the caller. */
    static void create(JdbcTemplate jdbc, String table, LocalDate start, LocalDate past) {
        jdbc.query(
                "SELECT admiral.ensure_partition(?::regclass, ?, ?)",
                row -> {},
                table,
                start,
                past);
    }

    /** Tables have been dropped or replaced: ask the database again. */
    public void forget() {
        known.clear();
    }
}
