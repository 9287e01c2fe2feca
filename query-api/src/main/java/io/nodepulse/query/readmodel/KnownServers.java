package io.nodepulse.query.readmodel;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.window.Grid;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers by id. Rows of the dictionary keep their key, so each is read once and remembered for
 * as long as the database is the same and the server is not removed; an unknown id is looked up
 * again each time. Thread-safe.
 */
public final class KnownServers implements ScrapeListener {

    private final DSLContext sql;
    private final Map<UUID, KnownServer> known = new ConcurrentHashMap<>();
    private final Map<Integer, UUID> idsByKey = new ConcurrentHashMap<>();

    public KnownServers(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void unheard() {
        known.clear();
        idsByKey.clear();
    }

    /** Removals may have gone unheard until now. */
    @Override
    public void heard() {
        known.clear();
    }

    @Override
    public void changed(int serverKey) {
        known.values().removeIf(server -> server.key() == serverKey);
    }

    /** The server of that id; empty where there is none among those. */
    public Optional<KnownServer> find(UUID id, VisibleServers visible) {
        return Optional.ofNullable(known.computeIfAbsent(id, this::read))
                .filter(server -> visible.include(id));
    }

    /** The id of a key that a row of the read model carries. */
    public UUID idOf(int key) {
        return idsByKey.computeIfAbsent(key, this::readId);
    }

    private UUID readId(int key) {
        return sql.resultQuery("SELECT server_id FROM admiral.servers WHERE server_key = ?", key)
                .fetchSingle(row -> row.get(0, UUID.class));
    }

    private @Nullable KnownServer read(UUID id) {
        return sql.resultQuery(
                        """
                        SELECT server_key, grid_offset_ms
                        FROM admiral.servers
                        WHERE server_id = ? AND removed_at IS NULL
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
