package io.nodepulse.projections.stream;

import io.nodepulse.events.store.TokenGranularity;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * The shards of our event store, a token per append: a scrape is then never split between two
 * batches.
 */
public record ValkeyShards(ValkeyEventStore store) implements EventShards {

    @Override
    public int count() {
        return store.shards();
    }

    @Override
    public EventStorageEngine engine(int shard) {
        return store.engine(shard, TokenGranularity.APPEND);
    }

    @Override
    public long head(int shard) {
        return store.head(shard);
    }
}
