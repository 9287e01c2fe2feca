package io.nodepulse.projections.repair;

import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.projections.life.ServerLives;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;

/** {@code admiral.repairs}: what projections had to go on without. Thread-safe. */
public final class RepairLog {

    private final JdbcTemplate jdbc;

    public RepairLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(String projection, int shard, StreamBreak found) {
        jdbc.update(
                """
                INSERT INTO admiral.repairs (projection, shard, kind, first_sequence, last_sequence)
                VALUES (?, ?, ?, ?, ?)""",
                projection,
                shard,
                RepairedRange.codeOf(found.kind()),
                found.first(),
                found.last());
    }

    /** What was read of servers' lives may be of events that were lost. */
    void distrustLives() {
        ServerLives.distrust(jdbc);
    }

    /** Of that projection, oldest first. */
    public List<RepairedRange> of(String projection) {
        return jdbc.query(
                """
                SELECT shard, kind, first_sequence, last_sequence, repaired_at
                FROM admiral.repairs WHERE projection = ? ORDER BY repaired_at, shard""",
                (row, n) ->
                        new RepairedRange(
                                row.getInt(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getTimestamp(5).toInstant()),
                projection);
    }
}
