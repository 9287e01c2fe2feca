package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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
                SELECT projection, number, held,
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
                                    row.getLong("number"),
                                    resting,
                                    row.getBoolean("held")));
                });
        return begun;
    }

    /** The number of the new rebuild; empty if the projection is being rebuilt already. */
    OptionalLong add(String projection, boolean held) {
        List<Long> number =
                jdbc.query(
                        """
                        INSERT INTO admiral.rebuilds (projection, held) VALUES (?, ?)
                        ON CONFLICT DO NOTHING RETURNING number""",
                        (row, n) -> row.getLong(1),
                        projection,
                        held);
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
