package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.stream.ProjectionKind;

import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Timestamp;
import java.util.UUID;

/** How far the rows of servers go, in the tables of one schema. Thread-safe. */
record ServerStandings(JdbcTemplate jdbc, ProjectionKind kind, String schema) {

    /** A bucket is closed when the one after it is, so days may be open for days. */
    private static final String GROUPS =
            """
            SELECT live.as_of,
                   (SELECT min(open.bucket_start) FROM %1$s_open open
                    WHERE open.server_key = live.server_key)
            FROM %1$s_live live JOIN admiral.servers server USING (server_key)
            WHERE server.server_id = ?""";

    private static final String HOSTS =
            """
            SELECT scraped_at, scraped_at - interval '1 ms'
            FROM %1$s.host_live JOIN admiral.servers server USING (server_key)
            WHERE server.server_id = ?""";

    ServerStanding of(UUID server) {
        String sql =
                Grouping.of(kind.name())
                        .map(grouping -> GROUPS.formatted(grouping.in(schema)))
                        .orElseGet(() -> HOSTS.formatted(schema));
        return jdbc
                .query(
                        sql,
                        (row, n) -> {
                            Timestamp open = row.getTimestamp(2);
                            return new ServerStanding(
                                    row.getTimestamp(1).toInstant(),
                                    open == null ? null : open.toInstant());
                        },
                        server)
                .stream()
                .findFirst()
                .orElse(ServerStanding.NONE);
    }
}
