package io.nodepulse.commands.server;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

import java.util.UUID;

/** Where the events of a server are kept: each server has its shard. */
@FunctionalInterface
public interface EventStores {

    /** The engine of the shard that holds that server's events. */
    EventStorageEngine of(UUID serverId);
}
