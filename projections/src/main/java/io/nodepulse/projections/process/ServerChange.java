package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * How a batch changed the state of one server.
 *
 * @param serverKey the server
 * @param before what was stored, null if nothing was
 * @param after what is to be stored
 */
record ServerChange(int serverKey, @Nullable TrackState before, TrackState after) {}
