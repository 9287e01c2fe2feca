package io.nodepulse.projections.stream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The shards of the event store, numbered from 0. */
public interface EventShards {

    int count();

    /** The engine of one shard. It gives all events of one append the same token. */
    EventStorageEngine engine(int shard);

    /** Sequence of the last event of one shard, 0 if there is none. */
    long head(int shard);

    /** How many entries are set aside that the projection should have. */
    long deadLetters(Projection projection);

    /** Tells one shard that a projection needs nothing up to that sequence any more. */
    void reportPassed(int shard, String projection, long sequence);

    /** Sets the append of that event aside, because a projection cannot project it. */
    void setAside(int shard, long sequence, String projection, String reason);

    /** A retry projected all events again: what it set aside is all that still is. */
    void retried(String projection, Projection retry);

    /** What that projection set aside is of no interest any more. */
    void forgetDeadLetters(String projection);
}
