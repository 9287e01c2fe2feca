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

import javax.sql.DataSource;

/**
 * Makes day partitions, each in a transaction of its own, so that a batch that fails takes none
 * back and what is remembered stays true. Thread-safe.
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

    /** The day partition that an instant falls into. */
    public static LocalDate dayOf(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    }

    /**
     * Makes sure that a table has the partitions of those days.
     *
     * @param table its qualified name
     */
    public void ensure(String table, Collection<LocalDate> days) {
        for (LocalDate day : new TreeSet<>(days)) {
            Partition partition = new Partition(table, day);
            if (!known.contains(partition)) {
                ownTransaction.executeWithoutResult(status -> create(partition));
                known.add(partition);
            }
        }
    }

    private void create(Partition partition) {
        jdbc.query(
                "SELECT admiral.ensure_partition(?::regclass, ?)",
                row -> {},
                partition.table(),
                partition.day());
    }

    /** Tables have been dropped or replaced: ask the database again. */
    public void forget() {
        known.clear();
    }
}
