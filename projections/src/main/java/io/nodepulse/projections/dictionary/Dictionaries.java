package io.nodepulse.projections.dictionary;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** The dictionaries of the read model. Thread-safe. */
public final class Dictionaries {

    /** In one order, so that two writers of the same names wait for each other. */
    private static final String USED_TODAY =
            """
            WITH names AS (
                SELECT name_key FROM admiral.process_names
                WHERE name = ANY (?) AND used_on < admiral.today()
                ORDER BY name_key FOR UPDATE)
            UPDATE admiral.process_names used SET used_on = admiral.today()
            FROM names WHERE used.name_key = names.name_key""";

    private static final Sql<UUID, ServerKey> SERVERS =
            new Sql<>(
                    "uuid",
                    null,
                    """
                    SELECT server_id, server_key, grid_offset_ms
                    FROM admiral.servers WHERE server_id = ANY (?)""",
                    """
                    INSERT INTO admiral.servers (server_id)
                    SELECT unnest(?) ON CONFLICT DO NOTHING""",
                    row -> row.getObject(1, UUID.class),
                    row -> new ServerKey(row.getInt(2), row.getInt(3)));

    private static final Sql<String, Integer> PROCESS_NAMES =
            new Sql<>(
                    "text",
                    USED_TODAY,
                    """
                    SELECT name, name_key
                    FROM admiral.process_names WHERE name = ANY (?)""",
                    """
                    INSERT INTO admiral.process_names (name)
                    SELECT unnest(?) ON CONFLICT DO NOTHING""",
                    row -> row.getString(1),
                    row -> row.getInt(2));

    private final Dictionary<UUID, ServerKey> servers;
    private final Dictionary<String, Integer> processNames;
    private final NewNames newNames;

    /**
     * Keys are given on a connection of their own, beside that of a batch that is under way.
     *
     * @param newNamesPerDay how many names of processes may get a key for scrapes of a day; 0 for
     *     any number
     */
    public Dictionaries(
            DataSource dataSource, DataSourceTransactionManager transactions, int newNamesPerDay) {
        TransactionTemplate ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        servers = new Dictionary<>(new SqlTable<>(jdbc, ownTransaction, SERVERS));
        processNames = new Dictionary<>(new SqlTable<>(jdbc, ownTransaction, PROCESS_NAMES));
        newNames = new NewNames(processNames, jdbc, ownTransaction, newNamesPerDay);
    }

    /** The database may be another one: ask it again. */
    public void forget() {
        servers.forget();
        processNames.forget();
        newNames.forget();
    }

    public Dictionary<UUID, ServerKey> servers() {
        return servers;
    }

    public Dictionary<String, Integer> processNames() {
        return processNames;
    }

    /** Where names of processes get their keys. */
    public NewNames newNames() {
        return newNames;
    }

    /**
     * How a dictionary is asked and added to; each statement takes one array of that type.
     *
     * @param used says that the values are in use, before they are asked for; null where all stay
     */
    private record Sql<V, K>(
            String type,
            @Nullable String used,
            String select,
            String insert,
            Column<V> value,
            Column<K> key) {}

    /** Reads a value from a row. */
    @FunctionalInterface
    private interface Column<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record SqlTable<V, K>(JdbcTemplate jdbc, TransactionTemplate transaction, Sql<V, K> sql)
            implements Dictionary.Table<V, K> {

        @Override
        public Map<V, K> find(List<V> values) {
            Map<V, K> found = new HashMap<>();
            transaction.executeWithoutResult(
                    status -> {
                        if (sql.used() != null) {
                            jdbc.update(sql.used(), parameter(values));
                        }
                        jdbc.query(
                                sql.select(),
                                parameter(values),
                                row -> {
                                    found.put(sql.value().read(row), sql.key().read(row));
                                });
                    });
            return found;
        }

        @Override
        public void insert(List<V> values) {
            transaction.executeWithoutResult(
                    status -> jdbc.update(sql.insert(), parameter(values)));
        }

        private PreparedStatementSetter parameter(List<V> values) {
            return statement ->
                    statement.setArray(
                            1,
                            statement.getConnection().createArrayOf(sql.type(), values.toArray()));
        }
    }
}
