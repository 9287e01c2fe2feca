package io.nodepulse.projections.dictionary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The dictionaries of the read model. Thread-safe. */
public final class Dictionaries {

    private final Dictionary<UUID, ServerKey> servers;
    private final Dictionary<String, Integer> processNames;

    /** Keys are given on a connection of their own, beside that of a batch that is under way. */
    public Dictionaries(DataSource dataSource, DataSourceTransactionManager transactions) {
        TransactionTemplate ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        servers =
                new Dictionary<>(
                        new SqlTable<>(
                                jdbc,
                                ownTransaction,
                                "uuid",
                                """
                                SELECT server_id, server_key, grid_offset_ms
                                FROM admiral.servers WHERE server_id = ANY (?)""",
                                """
                                INSERT INTO admiral.servers (server_id)
                                SELECT unnest(?) ON CONFLICT DO NOTHING""",
                                (row, n) ->
                                        Map.entry(
                                                row.getObject(1, UUID.class),
                                                new ServerKey(row.getInt(2), row.getInt(3)))));
        processNames =
                new Dictionary<>(
                        new SqlTable<>(
                                jdbc,
                                ownTransaction,
                                "text",
                                """
                                SELECT name, name_key
                                FROM admiral.process_names WHERE name = ANY (?)""",
                                """
                                INSERT INTO admiral.process_names (name)
                                SELECT unnest(?) ON CONFLICT DO NOTHING""",
                                (row, n) -> Map.entry(row.getString(1), row.getInt(2))));
    }

    public Dictionary<UUID, ServerKey> servers() {
        return servers;
    }

    public Dictionary<String, Integer> processNames() {
        return processNames;
    }

    private record SqlTable<V, K>(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            String type,
            String select,
            String insert,
            RowMapper<Map.Entry<V, K>> entry)
            implements Dictionary.Table<V, K> {

        @Override
        public Map<V, K> find(List<V> values) {
            return transaction.execute(
                    status -> {
                        Map<V, K> found = new HashMap<>();
                        jdbc.query(select, parameter(values), entry)
                                .forEach(each -> found.put(each.getKey(), each.getValue()));
                        return found;
                    });
        }

        @Override
        public void insert(List<V> values) {
            transaction.executeWithoutResult(status -> jdbc.update(insert, parameter(values)));
        }

        private PreparedStatementSetter parameter(List<V> values) {
            return statement ->
                    statement.setArray(
                            1, statement.getConnection().createArrayOf(type, values.toArray()));
        }
    }
}
