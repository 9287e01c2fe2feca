package io.nodepulse.projections.removal;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionKind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the history of servers that left out of the day partitions, a small statement at a time, so
 * that nothing waits for it. What is to be done stands in {@code admiral.removals} until it is
 * done: a restart goes on, and several instances may do the same.
 */
public final class HistoryRemoval {

    /** A thousand scrapes of 150 groups are some 3 MB, and gone in milliseconds. */
    private static final int ROWS_PER_STATEMENT = 1_000;

    /**
     * The tables of a rebuild before those that are served: were it the other way round, a switch
     * in between would bring rows where none are looked for any more.
     */
    private static final List<String> SCHEMAS = List.of("admiral_rebuild", ReadModel.SERVED);

    private static final String PENDING =
            "SELECT number, projection, server_key FROM admiral.removals ORDER BY number";

    private static final String PARTITIONS =
            "SELECT partition::text FROM admiral.partitions WHERE parent = to_regclass(?)";

    private static final String HOLDS = "SELECT EXISTS (SELECT FROM %s WHERE server_key = ?)";

    private static final String DELETE =
            """
            DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM %1$s WHERE server_key = ? LIMIT %2$d FOR UPDATE SKIP LOCKED))""";

    private static final Logger log = LoggerFactory.getLogger(HistoryRemoval.class);

    private record Removal(long number, String projection, int serverKey) {}

    private final JdbcTemplate jdbc;
    private final Map<String, List<ProjectionTable>> tables = new HashMap<>();

    public HistoryRemoval(JdbcTemplate jdbc, List<ProjectionKind> kinds) {
        this.jdbc = jdbc;
        kinds.forEach(
                kind ->
                        tables.put(
                                kind.name(),
                                kind.tables().stream()
                                        .filter(ProjectionTable::isPartitioned)
                                        .toList()));
    }

    /** Does all that is to be done. To be called now and then, by one thread. */
    public void advance() {
        List<Removal> pending =
                jdbc.query(
                        PENDING,
                        (row, n) -> new Removal(row.getLong(1), row.getString(2), row.getInt(3)));
        pending.forEach(this::finish);
    }

    private void finish(Removal removal) {
        int rows = 0;
        for (String schema : SCHEMAS) {
            for (ProjectionTable table : tables.getOrDefault(removal.projection(), List.of())) {
                rows += clear(schema + "." + table.name(), removal.serverKey());
            }
        }
        jdbc.update("DELETE FROM admiral.removals WHERE number = ?", removal.number());
        log.info("Removed {} rows of a server from {}", rows, removal.projection());
    }

    private int clear(String table, int serverKey) {
        int rows = 0;
        for (String partition : jdbc.query(PARTITIONS, (row, n) -> row.getString(1), table)) {
            while (holds(partition, serverKey)) {
                rows += jdbc.update(DELETE.formatted(partition, ROWS_PER_STATEMENT), serverKey);
            }
        }
        return rows;
    }

    private boolean holds(String partition, int serverKey) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(HOLDS.formatted(partition), Boolean.class, serverKey));
    }
}
