package io.nodepulse.commands.server;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;

/**
 * A server's state as of a position in the event store.
 *
 * @param state what its events told up to there
 * @param asOf the position; events of the server beyond it are not in the state
 */
public record KnownServer(ServerState state, ConsistencyMarker asOf) {}
