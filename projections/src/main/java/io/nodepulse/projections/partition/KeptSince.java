package io.nodepulse.projections.partition;

import io.nodepulse.projections.partition.ProjectionTable.Days;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What readers are told of closed buckets: before when those of each table may be gone, in {@code
 * admiral.retention}.
 */
public final class KeptSince {

    /** What is said to be gone is never said to be there again, whatever the setting becomes. */
    private static final String RAISE =
            """
            UPDATE admiral.retention
            SET minutes_since = greatest(minutes_since, ?::timestamp AT TIME ZONE 'UTC'),
                tens_since = greatest(tens_since, ?::timestamp AT TIME ZONE 'UTC'),
                hours_since = greatest(hours_since, ?::timestamp AT TIME ZONE 'UTC'),
                days_since = greatest(days_since, ?::timestamp AT TIME ZONE 'UTC')""";

    private static final String REPLACE =
            """
            UPDATE admiral.retention
            SET minutes_since = ?::timestamp AT TIME ZONE 'UTC',
                tens_since = ?::timestamp AT TIME ZONE 'UTC',
                hours_since = ?::timestamp AT TIME ZONE 'UTC',
                days_since = ?::timestamp AT TIME ZONE 'UTC'""";

    private KeptSince() {}

    /** To be said before anything is dropped. */
    static void raise(JdbcTemplate jdbc, ReadModelRetention retention) {
        say(RAISE, jdbc, retention);
    }

    /** Other tables take the place of those that are served, with all that is kept by now. */
    public static void replace(JdbcTemplate jdbc, ReadModelRetention retention) {
        say(REPLACE, jdbc, retention);
    }

    private static void say(String sql, JdbcTemplate jdbc, ReadModelRetention retention) {
        jdbc.update(
                sql,
                retention.oldestDay(Days.OF_MINUTES),
                retention.oldestDay(Days.OF_TENS),
                retention.oldestDay(Days.OF_HOURS),
                retention.oldestDay(Days.OF_DAYS));
    }
}
