package io.nodepulse.events.store.seal;

import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.seal.Seal.SealedEntry;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Seals as programs did of before there were checkpoints, in shard 0. */
final class LegacySealing {

    private LegacySealing() {}

    /** Seals whatever came since the last seal. */
    static void seal(EventStoreSettings settings) {
        RedissonClient redisson = TestStores.client(settings);
        try {
            ShardKeys keys = new ShardKeys(settings.namespace(), 0);
            for (SealChain chain : SealChain.values()) {
                seal(redisson, keys, chain);
            }
        } finally {
            redisson.shutdown();
        }
    }

    private static void seal(RedissonClient redisson, ShardKeys keys, SealChain chain) {
        ShardReader reader = new ShardReader(redisson, keys);
        LegacySeals seals = new LegacySeals(redisson, keys, reader);
        long from = seals.sealed(chain);
        List<Seal> before = seals.after(chain, 0, Integer.MAX_VALUE);
        List<RawEntry> entries = reader.after(from, Integer.MAX_VALUE);
        Seal seal =
                Seal.over(
                        from,
                        entries.getLast().lastSequence(),
                        before.isEmpty() ? seals.anchor(chain) : before.getLast().hash(),
                        entries.stream().filter(chain::covers).toList());
        List<SealedEntry> sealed = seal.entries();
        if (!sealed.isEmpty()) {
            RStream<String, byte[]> stream =
                    redisson.getStream(
                            keys.seals(chain.code()),
                            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE));
            stream.add(
                    new StreamMessageId(seal.to(), sealed.size()),
                    StreamAddArgs.entries(
                            Map.of(
                                    "from", text(Long.toString(seal.from())),
                                    "previous", text(seal.previous()),
                                    "hash", text(seal.hash()),
                                    "entries", seal.entryBytes())));
        }
        redisson.<String, String>getMap(keys.head(), StringCodec.INSTANCE)
                .fastPut(chain.headField(), Long.toString(seal.to()));
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
