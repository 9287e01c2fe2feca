package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.axonframework.conversion.json.JacksonConverter;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.TokenSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import tools.jackson.databind.json.JsonMapper;

import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            SELECT processor_name, token, token_type, broken, repairs,
                   CASE WHEN looked_after = token THEN looked_through ELSE 0 END AS looked_through
            FROM admiral.tracking_tokens
            WHERE segment = 0 AND token IS NOT NULL AND processor_name NOT LIKE '\\_\\_%'""";

    private static final String COPY =
            """
            SELECT token, token_type, pg_postmaster_start_time(), tableoid::bigint,
                   coalesce(owner = ?, false), rewritten
            FROM admiral.tracking_tokens
            WHERE processor_name = ? AND segment = 0 AND token IS NOT NULL
            FOR UPDATE""";

    private static final String SET_LOOKED_THROUGH =
            """
            UPDATE admiral.tracking_tokens SET looked_through = ?, looked_after = token
            WHERE processor_name = ? AND segment = 0 AND token = ?""";

    private static final String SET_BROKEN =
            """
            UPDATE admiral.tracking_tokens SET broken = ?::jsonb
            WHERE processor_name = ? AND segment = 0""";

    private static final String REPAIR =
            """
            UPDATE admiral.tracking_tokens
            SET token = ?, token_type = ?, broken = NULL, repairs = repairs + 1
            WHERE processor_name = ? AND segment = 0 AND token = ?""";

    private static final String TOKEN_TYPE = ShardToken.class.getName();
    private static final JacksonConverter CONVERTER = new JacksonConverter();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String nodeId = newNodeId();
    private final JdbcTokenStore store;
    private final JdbcTemplate jdbc;

    public Tokens(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        store =
                new JdbcTokenStore(
                        new TransactionAwareDataSourceProxy(dataSource)::getConnection,
                        CONVERTER,
                        new JdbcTokenStoreConfiguration(SCHEMA, CLAIM_TIMEOUT, nodeId));
    }

    /** Names this instance among all that share the table, on this machine and on others. */
    private static String newNodeId() {
        return ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    }

    JdbcTokenStore store() {
        return store;
    }

    /** The name that the token of a projection's processor of that shard is stored under. */
    public static String processorName(String projection, int shard) {
        return projection + "-" + shard;
    }

    /** Where each processor stands, by its name. */
    public Map<String, StoredPosition> positions() {
        Map<String, StoredPosition> positions = new HashMap<>();
        jdbc.query(
                POSITIONS,
                row -> {
                    positions.put(row.getString("processor_name"), position(row));
                });
        return positions;
    }

    private static StoredPosition position(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("token");
        long lookedThrough = row.getLong("looked_through");
        @Nullable String broken = row.getString("broken");
        return new StoredPosition(
                token(bytes, row.getString("token_type")).accepting(lookedThrough),
                bytes,
                lookedThrough,
                broken == null ? null : JSON.readValue(broken, StreamBreak.class),
                row.getInt("repairs"));
    }

    /** Tokens of before there were epochs are plain ones. */
    private static ShardToken token(byte[] bytes, String type) {
        Class<? extends TrackingToken> stored =
                type.equals(ShardToken.class.getName())
                        ? ShardToken.class
                        : GlobalSequenceTrackingToken.class;
        return ShardToken.of(CONVERTER.convert(bytes, stored));
    }

    /** Where the processor of that name stands, nothing before its first batch. */
    Optional<StoredPosition> position(String processor) {
        return Optional.ofNullable(positions().get(processor));
    }

    /**
     * The database that the transaction is in, as that processor finds it; nothing without a token.
     * Until the transaction ends nobody else moves that token, or takes the shard over.
     */
    Optional<ReadModelCopy> lockedCopyOf(String processor) {
        return jdbc
                .query(
                        COPY,
                        (row, number) ->
                                new ReadModelCopy(
                                        row.getObject(3, OffsetDateTime.class).toInstant(),
                                        row.getLong(4),
                                        token(row.getBytes(1), row.getString(2)).sequence(),
                                        row.getInt(6),
                                        row.getBoolean(5)),
                        nodeId,
                        processor)
                .stream()
                .findFirst();
    }

    /**
     * Writes down that between its token and that sequence a processor has found nothing that it
     * has to do with.
     *
     * @return false if the processor has moved its token meanwhile
     */
    boolean lookedThrough(String processor, StoredPosition at, long sequence) {
        return at.token().acceptedThrough() >= sequence
                || jdbc.update(SET_LOOKED_THROUGH, sequence, processor, at.stored()) == 1;
    }

    /** Writes down what keeps a processor from going on; null once nothing does. */
    void setBroken(String processor, @Nullable StreamBreak broken) {
        jdbc.update(SET_BROKEN, broken == null ? null : JSON.writeValueAsString(broken), processor);
    }

    /**
     * Sets a token to where its processor goes on after a repair. All instances begin there anew.
     *
     * @return false if somebody has moved it meanwhile
     */
    public boolean repair(String processor, StoredPosition from, ShardToken to) {
        return jdbc.update(REPAIR, json(to), TOKEN_TYPE, processor, from.stored()) == 1;
    }

    private static byte[] json(ShardToken token) {
        return Objects.requireNonNull(CONVERTER.convert(token, byte[].class));
    }
}
