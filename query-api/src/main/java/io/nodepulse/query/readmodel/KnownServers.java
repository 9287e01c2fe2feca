package io.nodepulse.query.readmodel;

import io.nodepulse.query.problem.UnknownServerException;
import io.nodepulse.query.window.Grid;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers by id. Rows of the dictionary keep their key for good, so each is read once and
 * remembered; an unknown id is looked up again each time. Thread-safe.
 */
public final class KnownServers {

    private final DSLContext sql;
    private final Map<UUID, KnownServer> known = new ConcurrentHashMap<>();

    public KnownServers(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @throws UnknownServerException where no such server was ever registered
     */
    public KnownServer get(UUID id) {
        KnownServer server = known.computeIfAbsent(id, this::read);
        if (server == null) {
            throw new UnknownServerException(id);
        }
        return server;
    }

    private @Nullable KnownServer read(UUID id) {
        return sql.resultQuery(
                        """
                        SELECT server_key, grid_offset_ms
                        FROM admiral.servers
                        WHERE server_id = ?
                        """,
                        id)
                .fetchOne(
                        row ->
                                new KnownServer(
                                        id,
                                        row.get(0, Integer.class),
                                        new Grid(row.get(1, Integer.class))));
    }
}
