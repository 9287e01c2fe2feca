package io.nodepulse.projections.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.ShardStanding;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.stream.StreamUnit;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
    public int of(UUID serverId) {
        return store.shardOf(serverId);
    }

    @Override
    public EventStorageEngine engine(int shard) {
        return store.engine(shard, StreamUnit.APPEND);
    }

    @Override
    public Optional<ArchivedStretch> stretchAfter(int shard, ShardToken position) {
        return store.shard(shard).stretchAfter(position);
    }

    @Override
    public long head(int shard) {
        return store.shard(shard).head();
    }

    @Override
    public Optional<Instant> oldestAfterTrimming(int shard) {
        return store.shard(shard).gone() == 0
                ? Optional.empty()
                : store.shard(shard).figures().oldestScrapeAt();
    }

    @Override
    public ShardStanding standing(int shard, ShardToken position) {
        return store.shard(shard).epochs().standing(position);
    }

    @Override
    public ShardToken repaired(int shard, ShardToken position, StreamBreak found) {
        return store.shard(shard).epochs().repaired(position, found);
    }

    @Override
    public long passed(int shard, String projection) {
        return store.shard(shard).retention().passed().getOrDefault(projection, 0L);
    }

    @Override
    public void forgetConsumer(int shard, String projection) {
        store.shard(shard).retention().forget(projection);
    }

    @Override
    public long deadLetters(Projection projection) {
        EventCriteria wanted = wantedBy(projection);
        return IntStream.range(0, count())
                .mapToLong(
                        shard -> store.shard(shard).deadLetters().count(projection.name(), wanted))
                .sum();
    }

    @Override
    public void retried(String projection, Projection retry) {
        EventCriteria wanted = wantedBy(retry);
        for (int shard = 0; shard < count(); shard++) {
            store.shard(shard).deadLetters().retried(projection, retry.name(), wanted);
        }
    }

    @Override
    public void forgetDeadLetters(String projection) {
        for (int shard = 0; shard < count(); shard++) {
            store.shard(shard).deadLetters().forget(projection);
        }
    }

    private static EventCriteria wantedBy(Projection projection) {
        return EventCriteria.havingAnyTag().andBeingOneOfTypes(projection.supportedEvents());
    }

    @Override
    public void reportPassed(int shard, String projection, long sequence) {
        store.shard(shard).retention().reportPassed(projection, sequence);
    }

    @Override
    public void setAside(int shard, long sequence, String projection, String reason) {
        store.shard(shard).deadLetters().setAside(sequence, projection, reason);
    }
}
