package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.StoredPosition;
import io.nodepulse.projections.stream.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The tokens of what is rebuilt, beside those of what is served. Thread-safe. */
record RebuildTokens(JdbcTemplate jdbc, Tokens tokens) {

    private static final String LOCK_TOKENS =
            """
            SELECT processor_name FROM admiral.tracking_tokens
            WHERE processor_name = ANY (?) ORDER BY processor_name FOR UPDATE""";

    private static final String MOVE_TOKENS =
            """
            UPDATE admiral.tracking_tokens served
            SET token = rebuilt.token, token_type = rebuilt.token_type,
                broken = rebuilt.broken, owner = NULL
            FROM admiral.tracking_tokens rebuilt
            WHERE served.processor_name = ? AND rebuilt.processor_name = ?
              AND served.segment = rebuilt.segment""";

    private static final String REWRITTEN =
            """
            UPDATE admiral.tracking_tokens SET rewritten = rewritten + 1
            WHERE processor_name = ? AND segment = 0""";

    private static final String LOCK_REBUILD_TOKENS =
            """
            SELECT processor_name FROM admiral.tracking_tokens
            WHERE processor_name LIKE ? ORDER BY processor_name FOR UPDATE""";

    /** Waits for the batches under way of those of both that are named, and keeps others out. */
    void lock(Rebuild rebuild, Collection<Integer> shards) {
        List<String> names = new ArrayList<>();
        for (int shard : shards) {
            names.add(served(rebuild, shard));
            names.add(rebuilt(rebuild, shard));
        }
        SqlArrays.query(jdbc, LOCK_TOKENS, names);
    }

    /** Waits for the batches under way of all rebuilds of that projection, and keeps others out. */
    void lockAll(ProjectionKind kind) {
        jdbc.query(LOCK_REBUILD_TOKENS, row -> {}, all(kind));
    }

    /** Lets what is served go on where the rebuild is. */
    void moveToServed(Rebuild rebuild) {
        for (int shard : rebuild.shards()) {
            jdbc.update(MOVE_TOKENS, served(rebuild, shard), rebuilt(rebuild, shard));
        }
    }

    /** Rows of a shard that is served were replaced: nothing that is remembered of it holds. */
    void rewritten(Rebuild rebuild, int shard) {
        jdbc.update(REWRITTEN, served(rebuild, shard));
    }

    /** Whether one of these shards of the rebuilt tables lacks events that the served ones have. */
    boolean isBehind(Rebuild rebuild, Collection<Integer> shards) {
        Map<String, StoredPosition> positions = tokens.positions();
        for (int shard : shards) {
            @Nullable StoredPosition served = positions.get(served(rebuild, shard));
            @Nullable StoredPosition rebuilt = positions.get(rebuilt(rebuild, shard));
            if (rebuilt == null
                    || (served != null && through(rebuild, rebuilt) < served.sequence())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether what is rebuilt of a part in that shard, and what is served of it, are of the same
     * events.
     */
    boolean isLevel(Rebuild rebuild, int shard) {
        Map<String, StoredPosition> positions = tokens.positions();
        @Nullable StoredPosition served = positions.get(served(rebuild, shard));
        @Nullable StoredPosition rebuilt = positions.get(rebuilt(rebuild, shard));
        return served != null
                && rebuilt != null
                && rebuilt.sequence() <= served.sequence()
                && served.sequence() <= rebuilt.passed();
    }

    /** A part is not told of events of others by its token, which the tables of all go on with. */
    private static long through(Rebuild rebuild, StoredPosition position) {
        return rebuild.scope().isWhole() ? position.sequence() : position.passed();
    }

    void delete(ProjectionKind kind) {
        jdbc.update("DELETE FROM admiral.tracking_tokens WHERE processor_name LIKE ?", all(kind));
    }

    /** A processor that was still starting may have made its tokens after the rebuild had ended. */
    void deleteOfEnded(Rebuild rebuild) {
        jdbc.update(
                """
                DELETE FROM admiral.tracking_tokens
                WHERE processor_name LIKE ?
                  AND NOT EXISTS (SELECT FROM admiral.rebuilds WHERE number = ?)""",
                RebuildTables.rebuildName(rebuild.kind(), rebuild.number()) + "-%",
                rebuild.number());
    }

    private static String served(Rebuild rebuild, int shard) {
        return Tokens.processorName(rebuild.name(), shard);
    }

    private static String rebuilt(Rebuild rebuild, int shard) {
        return Tokens.processorName(
                RebuildTables.rebuildName(rebuild.kind(), rebuild.number()), shard);
    }

    private static String all(ProjectionKind kind) {
        return kind.name() + "-rebuild-%";
    }
}
