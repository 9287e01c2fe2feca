package io.nodepulse.projections.stream;

import org.axonframework.conversion.json.JacksonConverter;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.TokenSchema;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** The tracking tokens in {@code admiral.tracking_tokens}. Thread-safe. */
public final class Tokens {

    /** After this long without a sign of life of an instance, others take over its shards. */
    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    private static final TokenSchema SCHEMA =
            TokenSchema.builder()
                    .setTokenTable("admiral.tracking_tokens")
                    .setProcessorNameColumn("processor_name")
                    .setTokenTypeColumn("token_type")
                    .setTimestampColumn("stored_at")
                    .build();

    private static final String POSITIONS =
            """
            SELECT processor_name, (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint
            FROM admiral.tracking_tokens
            WHERE segment = 0 AND token IS NOT NULL AND processor_name NOT LIKE '\\_\\_%'""";

    private final JdbcTokenStore store;
    private final JdbcTemplate jdbc;

    public Tokens(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        store =
                new JdbcTokenStore(
                        new TransactionAwareDataSourceProxy(dataSource)::getConnection,
                        new JacksonConverter(),
                        new JdbcTokenStoreConfiguration(SCHEMA, CLAIM_TIMEOUT, nodeId()));
    }

    /** Names this instance among all that share the table, on this machine and on others. */
    private static String nodeId() {
        return ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    }

    JdbcTokenStore store() {
        return store;
    }

    /** The name that the token of a projection's processor of that shard is stored under. */
    public static String processorName(String projection, int shard) {
        return projection + "-" + shard;
    }

    /** Where each processor is: the sequence of the last event it has projected, by its name. */
    public Map<String, Long> positions() {
        Map<String, Long> positions = new HashMap<>();
        jdbc.query(
                POSITIONS,
                row -> {
                    positions.put(row.getString(1), row.getLong(2));
                });
        return positions;
    }
}
