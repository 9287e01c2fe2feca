package io.nodepulse.query.readmodel;

import io.nodepulse.query.window.Grid;

import java.util.UUID;

/**
 * What never changes of a registered server: its id, its key in the schema, and its time grid. Only
 * {@link KnownServers} makes one, for who may see the server, so whatever reads one has asked.
 */
public final class KnownServer {

    private final UUID id;
    private final int key;
    private final Grid grid;

    KnownServer(UUID id, int key, Grid grid) {
        this.id = id;
        this.key = key;
        this.grid = grid;
    }

    public UUID id() {
        return id;
    }

    public int key() {
        return key;
    }

    public Grid grid() {
        return grid;
    }
}
