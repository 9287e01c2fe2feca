package io.nodepulse.projections.stream;

import io.nodepulse.events.store.TokenGranularity;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

import java.util.stream.IntStream;

/**
 * The shards of our event store, a token per append: a scrape is then never split between two
 * batches.
 */
public record ValkeyShards(ValkeyEventStore store) implements EventShards {

    private static final int MAX_LISTED = 10_000;

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

    @Override
    public long deadLetters(String projection) {
        return IntStream.range(0, count())
                .mapToObj(store::deadLetters)
                .filter(letters -> letters.count() > 0)
                .flatMap(letters -> letters.list(MAX_LISTED).stream())
                .filter(letter -> letter.stage().equals(projection))
                .count();
    }

    @Override
    public void reportPassed(int shard, String projection, long sequence) {
        store.reportPassed(shard, projection, sequence);
    }

    @Override
    public void setAside(int shard, long sequence, String projection, String reason) {
        store.setAside(shard, sequence, projection, reason);
    }
}
