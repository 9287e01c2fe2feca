package io.nodepulse.events.store;

import org.redisson.api.RedissonClient;

/** Everything that works on one shard, shared by its engines. */
record Shard(
        ShardKeys keys,
        ShardReader reader,
        EntryDecoder decoder,
        Appender appender,
        ScrapeIndex scrapeIndex,
        DeadLetters deadLetters,
        Sealer sealer,
        Retention retention) {

    static Shard of(RedissonClient redisson, ShardKeys keys) {
        ShardReader reader = new ShardReader(redisson, keys);
        return new Shard(
                keys,
                reader,
                new EntryDecoder(reader, keys.shard()),
                new Appender(redisson, keys),
                new ScrapeIndex(redisson, keys),
                new DeadLetters(redisson, keys),
                new Sealer(redisson, keys, reader),
                new Retention(redisson, keys, reader));
    }
}
