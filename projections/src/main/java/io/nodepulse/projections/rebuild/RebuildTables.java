package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.StoredPosition;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The tables of rebuilds and the tokens that belong to them; every change of both is one
 * transaction. Thread-safe.
 */
final class RebuildTables {

    /** The schema that rebuilds write to. */
    static final String SCHEMA = "admiral_rebuild";

    private static final String LOCK_TOKENS =
            """
            SELECT processor_name FROM admiral.tracking_tokens
            WHERE processor_name = ANY (?) ORDER BY processor_name FOR UPDATE""";

    /** No instance that remembers a partition of the served tables misses it after the switch. */
    private static final String SAME_PARTITIONS =
            """
            SELECT admiral.ensure_partition(format('admiral_rebuild.%I', relname)::regclass, day)
            FROM admiral.partitions JOIN pg_class ON pg_class.oid = parent
            WHERE relnamespace = 'admiral'::regnamespace AND relname = ANY (?)""";

    private static final String MOVE_TOKENS =
            """
            UPDATE admiral.tracking_tokens served
            SET token = rebuilt.token, token_type = rebuilt.token_type,
                broken = rebuilt.broken, owner = NULL
            FROM admiral.tracking_tokens rebuilt
            WHERE served.processor_name = ? AND rebuilt.processor_name = ?
              AND served.segment = rebuilt.segment""";

    private static final String LOCK_REBUILD_TOKENS =
            """
            SELECT processor_name FROM admiral.tracking_tokens
            WHERE processor_name LIKE ? ORDER BY processor_name FOR UPDATE""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final RebuildRegister register;
    private final Tokens tokens;

    RebuildTables(
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            RebuildRegister register,
            Tokens tokens) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.register = register;
        this.tokens = tokens;
    }

    /**
     * The name of the projection that fills the tables. The number is part of it, so that a batch
     * of a rebuild that was cancelled finds no token to move on, and fails.
     */
    static String rebuildName(ProjectionKind kind, long number) {
        return kind.name() + "-rebuild-" + number;
    }

    /** Makes empty tables; no number if the projection is being rebuilt already. */
    OptionalLong begin(ProjectionKind kind) {
        return Objects.requireNonNull(
                transaction.execute(
                        status -> {
                            OptionalLong number = register.add(kind.name());
                            if (number.isPresent()) {
                                kind.tableNames().forEach(this::makeEmpty);
                            }
                            return number;
                        }));
    }

    private void makeEmpty(String table) {
        jdbc.query("SELECT admiral.begin_rebuild(?)", row -> {}, table);
    }

    /**
     * Takes the tables away again, once the batches of all instances that are under way have ended.
     *
     * @return whether there was a rebuild
     */
    boolean cancel(ProjectionKind kind) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            jdbc.query(LOCK_REBUILD_TOKENS, row -> {}, tokensOf(kind));
                            if (!register.remove(kind.name())) {
                                return false;
                            }
                            deleteTokens(kind);
                            for (String table : kind.tableNames()) {
                                jdbc.execute("DROP TABLE IF EXISTS " + SCHEMA + "." + table);
                            }
                            return true;
                        }));
    }

    /**
     * Puts the rebuilt tables and their tokens in the place of those that are served, if no shard
     * of them is behind. The tokens are locked first, as every batch does, so no batch of another
     * instance is half in the old tables.
     *
     * @return whether it did
     */
    boolean switchOver(Rebuild rebuild, int shards) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            jdbc.execute("SET LOCAL lock_timeout = '5s'");
                            lockTokens(rebuild, shards);
                            if (isBehind(rebuild, shards)) {
                                return false;
                            }
                            replaceServed(rebuild, shards);
                            register.remove(rebuild.name());
                            deleteTokens(rebuild.kind());
                            return true;
                        }));
    }

    private void replaceServed(Rebuild rebuild, int shards) {
        List<String> names = rebuild.kind().tableNames();
        withTexts(SAME_PARTITIONS, names);
        withTexts("SELECT admiral.finish_rebuild(?)", names);
        for (int shard = 0; shard < shards; shard++) {
            jdbc.update(MOVE_TOKENS, servedToken(rebuild, shard), rebuiltToken(rebuild, shard));
        }
    }

    private static String servedToken(Rebuild rebuild, int shard) {
        return Tokens.processorName(rebuild.name(), shard);
    }

    private static String rebuiltToken(Rebuild rebuild, int shard) {
        return Tokens.processorName(rebuildName(rebuild.kind(), rebuild.number()), shard);
    }

    private void lockTokens(Rebuild rebuild, int shards) {
        List<String> names = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            names.add(servedToken(rebuild, shard));
            names.add(rebuiltToken(rebuild, shard));
        }
        withTexts(LOCK_TOKENS, names);
    }

    /** Runs a query whose one parameter is an array of texts, for what it does. */
    private void withTexts(String query, List<String> texts) {
        jdbc.query(
                query,
                statement ->
                        statement.setArray(
                                1,
                                statement.getConnection().createArrayOf("text", texts.toArray())),
                row -> {});
    }

    /** Whether a shard of the rebuilt tables lacks events that the served ones have. */
    boolean isBehind(Rebuild rebuild, int shards) {
        Map<String, StoredPosition> positions = tokens.positions();
        for (int shard = 0; shard < shards; shard++) {
            @Nullable StoredPosition served = positions.get(servedToken(rebuild, shard));
            @Nullable StoredPosition rebuilt = positions.get(rebuiltToken(rebuild, shard));
            if (rebuilt == null || (served != null && rebuilt.sequence() < served.sequence())) {
                return true;
            }
        }
        return false;
    }

    private static String tokensOf(ProjectionKind kind) {
        return kind.name() + "-rebuild-%";
    }

    /** A processor that was still starting may have made its tokens after the rebuild had ended. */
    void deleteTokensOfEnded(Rebuild rebuild) {
        jdbc.update(
                """
                DELETE FROM admiral.tracking_tokens
                WHERE processor_name LIKE ?
                  AND NOT EXISTS (SELECT FROM admiral.rebuilds WHERE number = ?)""",
                rebuildName(rebuild.kind(), rebuild.number()) + "-%",
                rebuild.number());
    }

    private void deleteTokens(ProjectionKind kind) {
        jdbc.update(
                "DELETE FROM admiral.tracking_tokens WHERE processor_name LIKE ?", tokensOf(kind));
    }
}
