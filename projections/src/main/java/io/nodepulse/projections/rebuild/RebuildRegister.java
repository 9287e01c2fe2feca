package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** {@code admiral.rebuilds}: which rebuilds are under way, for all instances. Thread-safe. */
final class RebuildRegister {

    /** After a rest in vain, the served projection is not stopped again for as long as this. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final JdbcTemplate jdbc;

    RebuildRegister(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By projection. */
    Map<String, Begun> begun() {
        Map<String, Begun> begun = new LinkedHashMap<>();
        jdbc.query(
                """
                SELECT projection, number, held, servers, since, until, raw,
                       (extract(epoch FROM now() - resting_since) * 1000)::bigint AS resting_millis
                FROM admiral.rebuilds ORDER BY number""",
                row -> {
                    long millis = row.getLong("resting_millis");
                    @Nullable Duration resting = row.wasNull() ? null : Duration.ofMillis(millis);
                    String projection = row.getString("projection");
                    begun.put(
                            projection,
                            new Begun(
                                    projection,
                                    scope(row),
                                    row.getLong("number"),
                                    resting,
                                    row.getBoolean("held")));
                });
        return begun;
    }

    private static RebuildScope scope(ResultSet row) throws SQLException {
        UUID[] servers = (UUID[]) row.getArray("servers").getArray();
        @Nullable Timestamp since = row.getTimestamp("since");
        @Nullable Timestamp until = row.getTimestamp("until");
        return new RebuildScope(
                List.of(servers),
                since == null || until == null
                        ? null
                        : new RebuiltRange(since.toInstant(), until.toInstant()),
                row.getBoolean("raw"));
    }

    /** The number of the new rebuild; empty if the projection is being rebuilt already. */
    OptionalLong add(String projection, RebuildScope scope, boolean held) {
        @Nullable RebuiltRange range = scope.range();
        List<Long> number =
                jdbc.query(
                        """
                        INSERT INTO admiral.rebuilds (projection, held, raw, since, until, servers)
                        VALUES (?, ?, ?, ?::timestamptz, ?::timestamptz, ?)
                        ON CONFLICT DO NOTHING RETURNING number""",
                        statement -> {
                            statement.setString(1, projection);
                            statement.setBoolean(2, held);
                            statement.setBoolean(3, scope.raw());
                            statement.setString(4, range == null ? null : range.from().toString());
                            statement.setString(5, range == null ? null : range.to().toString());
                            SqlArrays.set(statement, 6, scope.servers());
                        },
                        (row, n) -> row.getLong(1));
        return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number.getFirst());
    }

    /** Whether it was there. */
    boolean remove(String projection) {
        return jdbc.update("DELETE FROM admiral.rebuilds WHERE projection = ?", projection) == 1;
    }

    /** Lets it take the place of what is served; false if none is held. */
    boolean release(String projection) {
        return jdbc.update(
                        "UPDATE admiral.rebuilds SET held = false WHERE projection = ? AND held",
                        projection)
                == 1;
    }

    /** Has the served projection rest in all instances, if it may. */
    void rest(long number) {
        jdbc.update(
                """
                UPDATE admiral.rebuilds SET resting_since = now()
                WHERE number = ? AND resting_since IS NULL AND rest_from <= now()""",
                number);
    }

    /** Has the served projection go on in all instances, for a while at least. */
    void wake(long number) {
        jdbc.update(
                """
                UPDATE admiral.rebuilds
                SET resting_since = NULL, rest_from = now() + make_interval(secs => ?)
                WHERE number = ?""",
                (double) PAUSE.toSeconds(),
                number);
    }
}
