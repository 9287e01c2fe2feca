package io.nodepulse.events.store;

import io.nodepulse.embedded.EmbeddedValkey;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamTrimArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.util.UUID;

/** Event stores of their own, all on one real Valkey. */
final class TestStores {

    private TestStores() {}

    static EventStoreSettings settings(int shards) {
        return EventStoreSettings.at(EmbeddedValkey.shared().uri())
                .withNamespace("test-" + UUID.randomUUID())
                .withShards(shards);
    }

    static ValkeyEventStore open(int shards) {
        return ValkeyEventStore.open(settings(shards));
    }

    /** Removes every entry of shard 0 behind the store's back. */
    static void deleteEntries(EventStoreSettings settings) {
        RedissonClient redisson = Redisson.create(ValkeyConnection.config(settings));
        try {
            redisson.getStream(
                            new ShardKeys(settings.namespace(), 0).events(),
                            ByteArrayCodec.INSTANCE)
                    .trim(StreamTrimArgs.maxLen(0).noLimit());
        } finally {
            redisson.shutdown();
        }
    }
}
