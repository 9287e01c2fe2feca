package io.nodepulse.projections.life;

import io.nodepulse.projections.dictionary.Dictionary;
import io.nodepulse.projections.dictionary.ServerKey;
import io.nodepulse.projections.readmodel.Announcer.News;
import io.nodepulse.projections.readmodel.NotifyAnnouncer;
import io.nodepulse.projections.sql.Columns;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The lives of servers in {@code admiral.servers}, in the transaction of the caller. A rebuild
 * reads them from the start and writes the same rows, which are served meanwhile: what is older
 * than what a row tells already changes nothing. The events of a life are in the order of their
 * times.
 */
public final class ServerLives {

    /** What the news of lives are announced as, beside those of the projections. */
    public static final String NEWS = "servers";

    private static final String UPDATE =
            """
            UPDATE admiral.servers server
            SET name = CASE
                    WHEN next.removed THEN NULL
                    ELSE coalesce(next.name, server.name) END,
                tags = coalesce(string_to_array(next.tags, ' '), server.tags),
                registered_at = CASE
                    WHEN next.removed THEN NULL
                    WHEN next.registered_at > 0
                    THEN timestamptz 'epoch' + next.registered_at * interval '1 ms'
                    ELSE server.registered_at END,
                removed_at = CASE WHEN next.removed THEN next.told_at END,
                told_at = next.told_at
            FROM (SELECT server_key, name, tags, registered_at, removed > 0 AS removed,
                         timestamptz 'epoch' + told_at * interval '1 ms' AS told_at
                  FROM unnest(?::integer[], ?::text[], ?::text[], ?::bigint[], ?::integer[], ?::bigint[])
                    AS told (server_key, name, tags, registered_at, removed, told_at)) next
            WHERE server.server_key = next.server_key
              AND (server.told_at IS NULL OR server.told_at <= next.told_at)
            RETURNING server.server_key""";

    private static final String DISTRUST = "UPDATE admiral.servers SET told_at = NULL";

    private final JdbcTemplate jdbc;
    private final Dictionary<UUID, ServerKey> keys;
    private final NotifyAnnouncer announcer;

    public ServerLives(JdbcTemplate jdbc, Dictionary<UUID, ServerKey> keys) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.announcer = new NotifyAnnouncer(jdbc);
    }

    /** Takes what a batch tells, and announces what others may have read before. */
    public void take(List<LifeChange> lives) {
        if (lives.isEmpty()) {
            return;
        }
        Set<Integer> changed = new HashSet<>();
        jdbc.query(
                UPDATE,
                new Columns<>(lives)
                        .int4(this::key)
                        .text(LifeChange::name)
                        .text(ServerLives::tags)
                        .int8(LifeChange::registeredAtMs)
                        .int4(life -> life.removed() ? 1 : 0)
                        .int8(LifeChange::toldAtMs),
                row -> {
                    changed.add(row.getInt(1));
                });
        announcer.announce(
                NEWS,
                lives.stream()
                        .filter(life -> life.isNews() && changed.contains(key(life)))
                        .map(life -> new News(key(life), life.toldAtMs()))
                        .toList());
    }

    /** No tag holds a blank. */
    private static @Nullable String tags(LifeChange life) {
        return life.tags() == null ? null : String.join(" ", life.tags());
    }

    private int key(LifeChange life) {
        return keys.get(life.serverId()).key();
    }

    /** Some of what the rows tell is of events that are none any more: a rebuild tells it anew. */
    public static void distrust(JdbcTemplate jdbc) {
        jdbc.update(DISTRUST);
    }
}
