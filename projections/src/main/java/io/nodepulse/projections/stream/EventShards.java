package io.nodepulse.projections.stream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The shards of the event store, numbered from 0. */
public interface EventShards {

    int count();

    /** The engine of one shard. It gives all events of one append the same token. */
    EventStorageEngine engine(int shard);

    /** Sequence of the last event of one shard, 0 if there is none. */
    long head(int shard);

    /** How many entries were set aside because that projection cannot project them. */
    long deadLetters(String projection);

    /** Tells one shard that a projection needs nothing up to that sequence any more. */
    void reportPassed(int shard, String projection, long sequence);

    /** Sets the append of that event aside, because a projection cannot project it. */
    void setAside(int shard, long sequence, String projection, String reason);
}
