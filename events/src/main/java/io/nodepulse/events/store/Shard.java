package io.nodepulse.events.store;

import org.redisson.api.RedissonClient;

import java.time.Instant;
import java.util.Optional;

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

    static Shard of(
            RedissonClient redisson,
            ShardKeys keys,
            EventStoreSettings settings,
            AppendObserver observer) {
        ShardReader reader = new ShardReader(redisson, keys);
        return new Shard(
                keys,
                reader,
                new EntryDecoder(reader, keys.shard()),
                new Appender(redisson, keys, settings, observer),
                new ScrapeIndex(redisson, keys),
                new DeadLetters(redisson, keys),
                new Sealer(redisson, keys, reader),
                new Retention(redisson, keys, reader));
    }

    ShardFigures figures() {
        return new ShardFigures(
                keys.shard(),
                reader.head(),
                reader.headField("trimmed"),
                sealer.sealed(SealChain.ALL),
                reader.size(),
                reader.bytes(),
                oldestScrapeAt(),
                deadLetters.count());
    }

    private Optional<Instant> oldestScrapeAt() {
        return reader.after(reader.headField("trimmed"), 1).stream()
                .flatMap(raw -> decoder.decodeIfKept(raw).stream())
                .map(entry -> entry.message(entry.firstSequence()).timestamp())
                .findFirst();
    }
}
