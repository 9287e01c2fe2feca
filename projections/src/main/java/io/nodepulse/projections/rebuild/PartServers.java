package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The servers of a part that is rebuilt, and which of them have their new rows already.
 * Thread-safe.
 */
record PartServers(JdbcTemplate jdbc) {

    /** As many as are asked for at once. */
    private static final int AT_ONCE = 200;

    private static final String OF_SCOPE =
            """
            SELECT server.server_key, server.server_id, server.grid_offset_ms
            FROM admiral.servers server
            LEFT JOIN admiral.rebuilt_servers done
              ON done.server_key = server.server_key AND done.number = ?
            WHERE server.removed_at IS NULL AND done.number IS NULL
              AND (cardinality(?::uuid[]) = 0 OR server.server_id = ANY (?::uuid[]))
              AND server.server_key > coalesce(
                  (SELECT server_key FROM admiral.servers WHERE server_id = ?::uuid), 0)
            ORDER BY server.server_key LIMIT ?""";

    private static final String COUNT =
            """
            SELECT count(*) FROM admiral.servers
            WHERE removed_at IS NULL
              AND (cardinality(?::uuid[]) = 0 OR server_id = ANY (?::uuid[]))""";

    private static final String DONE =
            "SELECT count(*) FROM admiral.rebuilt_servers WHERE number = ?";

    private static final String ADD =
            """
            INSERT INTO admiral.rebuilt_servers (number, server_key) VALUES (?, ?)
            ON CONFLICT DO NOTHING""";

    /** No rebuild has that number. */
    private static final long NONE = 0;

    /**
     * Whether all of that can be rebuilt.
     *
     * @throws UnknownServerException if one of its servers is not known
     * @throws InvalidScopeException if it is nothing that there is
     */
    void check(ProjectionKind kind, RebuildScope scope, Instant now) {
        if (scope.range() != null && scope.range().to().isAfter(now)) {
            throw new InvalidScopeException("to", "must not be in the future", "up to " + now);
        }
        if (!scope.raw() && kind.tables().stream().noneMatch(table -> table.isOfBuckets())) {
            throw new InvalidScopeException(
                    "without_raw", "leaves nothing of '" + kind.name() + "'", "false");
        }
        Set<UUID> unknown = new HashSet<>(scope.servers());
        if (!unknown.isEmpty()) {
            find(NONE, scope, null, scope.servers().size())
                    .forEach(each -> unknown.remove(each.id()));
        }
        unknown.stream()
                .min(UUID::compareTo)
                .ifPresent(
                        server -> {
                            throw new UnknownServerException(server);
                        });
    }

    /** Some of those that have their rows of before still. */
    List<PartServer> pending(long number, RebuildScope scope) {
        return find(number, scope, null, AT_ONCE);
    }

    /** Some of all, in the order of their keys, behind that one; null for the first ones. */
    List<PartServer> after(@Nullable UUID last, RebuildScope scope) {
        return find(NONE, scope, last, AT_ONCE);
    }

    /** How many there are. */
    int count(RebuildScope scope) {
        return jdbc.query(
                        COUNT,
                        statement -> {
                            SqlArrays.set(statement, 1, scope.servers());
                            SqlArrays.set(statement, 2, scope.servers());
                        },
                        (row, n) -> row.getInt(1))
                .getFirst();
    }

    /** How many have their new rows. */
    int done(long number) {
        @Nullable Integer done = jdbc.queryForObject(DONE, Integer.class, number);
        return done == null ? 0 : done;
    }

    /** The whole buckets around the range that was asked for, of all of them; null for all time. */
    @Nullable RebuiltRange rounded(RebuildScope scope, ProjectionKind kind) {
        if (scope.range() == null) {
            return null;
        }
        RebuiltRange range = scope.range();
        for (PartServer server : find(NONE, scope, null, Integer.MAX_VALUE)) {
            range = range.with(scope.range().rounded(kind.unit(), server.gridOffsetMs()));
        }
        return range;
    }

    /** In the transaction that replaced the server's rows; false if another one has. */
    boolean add(long number, PartServer server) {
        return jdbc.update(ADD, number, server.key()) == 1;
    }

    /** That rebuild has ended. */
    void forget(String projection) {
        jdbc.update(
                """
                DELETE FROM admiral.rebuilt_servers
                WHERE number IN (SELECT number FROM admiral.rebuilds WHERE projection = ?)""",
                projection);
    }

    private List<PartServer> find(
            long number, RebuildScope scope, @Nullable UUID after, int limit) {
        return jdbc.query(
                OF_SCOPE,
                statement -> {
                    statement.setLong(1, number);
                    SqlArrays.set(statement, 2, scope.servers());
                    SqlArrays.set(statement, 3, scope.servers());
                    statement.setObject(4, after);
                    statement.setInt(5, limit);
                },
                (row, n) ->
                        new PartServer(
                                row.getInt(1), row.getObject(2, UUID.class), row.getLong(3)));
    }
}
