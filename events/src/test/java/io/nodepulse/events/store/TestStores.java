package io.nodepulse.events.store;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.redisson.Redisson;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Event stores of their own, all on one real Valkey. */
public final class TestStores {

    private static final byte[] FIELD = {'e'};
    private static final byte[] EPOCH = {'p'};

    private TestStores() {}

    public static EventStoreSettings settings(int shards) {
        return EventStoreSettings.at(EmbeddedValkey.shared().uri())
                .withNamespace("test-" + UUID.randomUUID())
                .withShards(shards);
    }

    public static ValkeyEventStore open(int shards) {
        return ValkeyEventStore.open(settings(shards));
    }

    /** A client of the Valkey of such a store, for what is done behind its back. */
    public static RedissonClient client(EventStoreSettings settings) {
        return Redisson.create(ValkeyConnection.config(settings));
    }

    /** Writes the entries of shard 0 anew behind the store's back, changed. */
    public static void tamper(EventStoreSettings settings, UnaryOperator<List<RawEntry>> change) {
        RedissonClient redisson = client(settings);
        try {
            ShardKeys keys = new ShardKeys(settings.namespace(), 0);
            List<RawEntry> before = new ShardReader(redisson, keys).after(0, Integer.MAX_VALUE);
            RStream<byte[], byte[]> events =
                    redisson.getStream(keys.events(), ByteArrayCodec.INSTANCE);
            events.delete();
            for (RawEntry entry : change.apply(before)) {
                events.add(
                        entry.id(),
                        StreamAddArgs.entries(
                                Map.of(
                                        FIELD,
                                        entry.bytes(),
                                        EPOCH,
                                        ByteBuffer.allocate(Long.BYTES)
                                                .putLong(entry.epoch().id())
                                                .array())));
            }
        } finally {
            redisson.shutdown();
        }
    }
}
