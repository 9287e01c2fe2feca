package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.ShardStanding;
import io.nodepulse.events.store.StreamBreak;
import io.nodepulse.events.store.TokenGranularity;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

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

    @Override
    public Optional<Instant> oldestAfterTrimming(int shard) {
        return store.trimmed(shard) == 0 ? Optional.empty() : store.figures(shard).oldestScrapeAt();
    }

    @Override
    public ShardStanding standing(int shard, ShardToken position) {
        return store.standing(shard, position);
    }

    @Override
    public ShardToken repaired(int shard, ShardToken position, StreamBreak found) {
        return store.repaired(shard, position, found);
    }

    @Override
    public long passed(int shard, String projection) {
        return store.passed(shard).getOrDefault(projection, 0L);
    }

    @Override
    public void forgetConsumer(int shard, String projection) {
        store.forgetConsumer(shard, projection);
    }

    @Override
    public long deadLetters(Projection projection) {
        EventCriteria wanted = wantedBy(projection);
        return IntStream.range(0, count())
                .mapToLong(shard -> store.deadLetters(shard, projection.name(), wanted))
                .sum();
    }

    @Override
    public void retried(String projection, Projection retry) {
        EventCriteria wanted = wantedBy(retry);
        for (int shard = 0; shard < count(); shard++) {
            store.retried(shard, projection, retry.name(), wanted);
        }
    }

    @Override
    public void forgetDeadLetters(String projection) {
        for (int shard = 0; shard < count(); shard++) {
            store.forgetDeadLetters(shard, projection);
        }
    }

    private static EventCriteria wantedBy(Projection projection) {
        return EventCriteria.havingAnyTag().andBeingOneOfTypes(projection.supportedEvents());
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
