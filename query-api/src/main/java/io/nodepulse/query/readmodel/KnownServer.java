package io.nodepulse.query.readmodel;

import io.nodepulse.query.window.Grid;

import java.util.UUID;

/** What never changes of a registered server: its id, its key in the schema, and its time grid. */
public record KnownServer(UUID id, int key, Grid grid) {}
