package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.ShardStanding;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.read.ArchivedStretch;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The shards of the event store, numbered from 0. */
public interface EventShards {

    int count();

    /** The shard that has that server's events. */
    int of(UUID serverId);

    /** The engine of one shard. It gives all events of one append the same token. */
    EventStorageEngine engine(int shard);

    /** What a segment has of what follows on that position of one shard, where it has all of it. */
    Optional<ArchivedStretch> stretchAfter(int shard, ShardToken position);

    /** Sequence of the last event of one shard, 0 if there is none. */
    long head(int shard);

    /** Time of the oldest scrape of one shard; empty if retention has removed none yet. */
    Optional<Instant> oldestAfterTrimming(int shard);

    /** How many entries are set aside that the projection should have. */
    long deadLetters(Projection projection);

    /** How one shard stands, seen from that position. */
    ShardStanding standing(int shard, ShardToken position);

    /** From where a reader can go on that is kept from it. */
    ShardToken repaired(int shard, ShardToken position, StreamBreak found);

    /** Up to where a projection has told one shard that it needs nothing, 0 if it never has. */
    long passed(int shard, String projection);

    /** A projection has reported what does not hold any more, or is gone. */
    void forgetConsumer(int shard, String projection);

    /** Tells one shard that a projection needs nothing up to that sequence any more. */
    void reportPassed(int shard, String projection, long sequence);

    /** Sets the append of that event aside, because a projection cannot project it. */
    void setAside(int shard, long sequence, String projection, String reason);

    /** A retry projected all events again: what it set aside is all that still is. */
    void retried(String projection, Projection retry);

    /** What that projection set aside is of no interest any more. */
    void forgetDeadLetters(String projection);
}
