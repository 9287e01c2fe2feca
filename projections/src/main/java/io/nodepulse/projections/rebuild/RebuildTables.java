package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.Tokens;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;

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

    private static final String MOVE_TOKENS =
            """
            UPDATE admiral.tracking_tokens served
            SET token = rebuilt.token, token_type = rebuilt.token_type, owner = NULL
            FROM admiral.tracking_tokens rebuilt
            WHERE served.processor_name = ? AND rebuilt.processor_name = ?
              AND served.segment = rebuilt.segment""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Tokens tokens;

    RebuildTables(JdbcTemplate jdbc, TransactionOperations transaction, Tokens tokens) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tokens = tokens;
    }

    /** The name of the projection that fills the tables. */
    static String rebuildName(ProjectionKind kind) {
        return kind.name() + "-rebuild";
    }

    /** The projections whose rebuilds were begun and neither finished nor cancelled. */
    List<String> begun() {
        return jdbc.query("SELECT projection FROM admiral.rebuilds", (row, n) -> row.getString(1));
    }

    /** Makes empty tables; false if the projection is being rebuilt already. */
    boolean begin(ProjectionKind kind) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            int added =
                                    jdbc.update(
                                            """
                                            INSERT INTO admiral.rebuilds (projection) VALUES (?)
                                            ON CONFLICT DO NOTHING""",
                                            kind.name());
                            if (added == 1) {
                                kind.tables().forEach(this::makeEmpty);
                                deleteTokens(kind);
                            }
                            return added == 1;
                        }));
    }

    private void makeEmpty(String table) {
        jdbc.query("SELECT admiral.begin_rebuild(?)", row -> {}, table);
    }

    /** Takes the tables away again. */
    void cancel(ProjectionKind kind) {
        transaction.executeWithoutResult(
                status -> {
                    kind.tables()
                            .forEach(
                                    table ->
                                            jdbc.execute(
                                                    "DROP TABLE IF EXISTS "
                                                            + SCHEMA
                                                            + "."
                                                            + table));
                    end(kind);
                });
    }

    /**
     * Puts the rebuilt tables and their tokens in the place of those that are served, if no shard
     * of them is behind. The tokens are locked first, as every batch does, so no batch of another
     * instance is half in the old tables.
     *
     * @return whether it did
     */
    boolean switchOver(ProjectionKind kind, int shards) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            jdbc.execute("SET LOCAL lock_timeout = '5s'");
                            lockTokens(kind, shards);
                            if (isBehind(kind, shards)) {
                                return false;
                            }
                            jdbc.query(
                                    "SELECT admiral.finish_rebuild(?)",
                                    statement ->
                                            statement.setArray(
                                                    1,
                                                    statement
                                                            .getConnection()
                                                            .createArrayOf(
                                                                    "text",
                                                                    kind.tables().toArray())),
                                    row -> {});
                            for (int shard = 0; shard < shards; shard++) {
                                jdbc.update(
                                        MOVE_TOKENS,
                                        Tokens.processorName(kind.name(), shard),
                                        Tokens.processorName(rebuildName(kind), shard));
                            }
                            end(kind);
                            return true;
                        }));
    }

    private void lockTokens(ProjectionKind kind, int shards) {
        String[] names = new String[2 * shards];
        for (int shard = 0; shard < shards; shard++) {
            names[2 * shard] = Tokens.processorName(kind.name(), shard);
            names[2 * shard + 1] = Tokens.processorName(rebuildName(kind), shard);
        }
        jdbc.query(
                LOCK_TOKENS,
                statement ->
                        statement.setArray(
                                1, statement.getConnection().createArrayOf("text", names)),
                row -> {});
    }

    /** Whether a shard of the rebuilt tables lacks events that the served ones have. */
    boolean isBehind(ProjectionKind kind, int shards) {
        var positions = tokens.positions();
        for (int shard = 0; shard < shards; shard++) {
            long served = positions.getOrDefault(Tokens.processorName(kind.name(), shard), 0L);
            long rebuilt =
                    positions.getOrDefault(Tokens.processorName(rebuildName(kind), shard), -1L);
            if (rebuilt < served) {
                return true;
            }
        }
        return false;
    }

    private void end(ProjectionKind kind) {
        deleteTokens(kind);
        jdbc.update("DELETE FROM admiral.rebuilds WHERE projection = ?", kind.name());
    }

    private void deleteTokens(ProjectionKind kind) {
        jdbc.update(
                "DELETE FROM admiral.tracking_tokens WHERE processor_name LIKE ?",
                rebuildName(kind) + "-%");
    }
}
