package io.nodepulse.events.store;

import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes scrapes that are older than the retention from one shard: never what a consumer has not
 * passed, never what is not sealed, never an event that is no scrape. Thread-safe.
 */
final class Retention {

    /**
     * Keyframes stay this much longer than what may refer to them, so whatever is within the
     * retention can be read.
     */
    private static final Duration KEYFRAME_GRACE = ScrapeEncoder.KEYFRAME_INTERVAL;

    /** Entries looked at in one call, so that no call holds Valkey up for long. */
    private static final int ENTRIES_PER_CALL = 500;

    /** How many days before the cut the scrape index is cleared: the job may have been off. */
    private static final int INDEX_DAYS = 3;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final ShardReader reader;

    Retention(RedissonClient redisson, ShardKeys keys, ShardReader reader) {
        this.redisson = redisson;
        this.keys = keys;
        this.reader = reader;
    }

    /**
     * That consumer needs nothing up to that sequence any more. A consumer counts from its first
     * report on.
     */
    void passed(String consumer, long sequence) {
        passedByConsumer().fastPut(consumer, Long.toString(sequence));
    }

    /** The consumer is gone for good and holds nothing up any more. */
    void forget(String consumer) {
        passedByConsumer().fastRemove(consumer);
    }

    /**
     * Removes what is older.
     *
     * @return how many entries went
     */
    long trim(Instant olderThan) {
        long before = olderThan.minus(KEYFRAME_GRACE).toEpochMilli();
        long through = reader.beforeFirstAt(before);
        long removed = 0;
        long trimmed = reader.headField("trimmed");
        long last = -1;
        while (trimmed > last) {
            last = trimmed;
            List<Long> reply =
                    FunctionCall.numbers(
                            redisson,
                            "nodepulse_trim",
                            List.of(keys.events(), keys.head(), keys.passed(), keys.times()),
                            through,
                            before,
                            ENTRIES_PER_CALL);
            trimmed = reply.get(0);
            removed += reply.get(1);
        }
        if (removed > 0) {
            removeIndexes(ShardKeys.dayOf(before));
        }
        return removed;
    }

    private void removeIndexes(long firstKeptDay) {
        for (String field :
                redisson.<String, String>getMap(keys.scraped(), StringCodec.INSTANCE)
                        .readAllKeySet()) {
            for (int days = 1; days <= INDEX_DAYS; days++) {
                redisson.getKeys().unlink(keys.scrapeIndex(field, firstKeptDay - days));
            }
        }
    }

    private RMap<String, String> passedByConsumer() {
        return redisson.getMap(keys.passed(), StringCodec.INSTANCE);
    }
}
