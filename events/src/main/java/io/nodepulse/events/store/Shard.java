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
        GivenNumbers given,
        ScrapeIndex scrapeIndex,
        DeadLetters deadLetters,
        LegacySeals seals,
        Retention retention) {

    static Shard of(
            RedissonClient redisson,
            ShardKeys keys,
            EventStoreSettings settings,
            AppendObserver observer) {
        ShardReader reader = new ShardReader(redisson, keys);
        GivenNumbers given = new GivenNumbers();
        return new Shard(
                keys,
                reader,
                new EntryDecoder(reader, keys.shard()),
                new Appender(keys, new AppendPipeline(redisson, keys, settings, given, observer)),
                given,
                new ScrapeIndex(redisson, keys),
                new DeadLetters(redisson, keys),
                new LegacySeals(redisson, keys, reader),
                new Retention(redisson, keys, reader));
    }

    ShardFigures figures() {
        return new ShardFigures(
                keys.shard(),
                reader.head(),
                reader.headField("trimmed"),
                seals.sealed(SealChain.ALL),
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
