package io.nodepulse.events.store.read;

import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.OptionalLong;

/** Which event of one shard each minute began with. Derived, as all indexes. Thread-safe. */
public final class TimeIndex {

    private final RScoredSortedSet<String> times;

    TimeIndex(RedissonClient redisson, ShardKeys keys) {
        this.times = redisson.getScoredSortedSet(keys.times(), StringCodec.INSTANCE);
    }

    /**
     * From where to look for the first event at or after that time: no event before the returned
     * sequence is that new.
     */
    public long beforeFirstAt(long millis) {
        return ValkeyReply.await(
                        times.valueRangeReversedAsync(
                                Double.NEGATIVE_INFINITY, true, (double) millis, false, 0, 1))
                .stream()
                .mapToLong(first -> Long.parseLong(first) - 1)
                .findFirst()
                .orElse(0);
    }

    /** The first event of that time or a newer one, if there is any; the time is a whole minute. */
    public OptionalLong firstSince(long millis) {
        return ValkeyReply.await(
                        times.valueRangeAsync(
                                (double) millis, true, Double.POSITIVE_INFINITY, true, 0, 1))
                .stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
