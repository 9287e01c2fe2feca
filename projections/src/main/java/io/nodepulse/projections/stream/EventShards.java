package io.nodepulse.projections.stream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The shards of the event store, numbered from 0. */
public interface EventShards {

    int count();

    /** The engine of one shard. It gives all events of one append the same token. */
    EventStorageEngine engine(int shard);

    /** Sequence of the last event of one shard, 0 if there is none. */
    long head(int shard);
}
