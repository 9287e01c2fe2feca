package io.nodepulse.events.store.seal;

import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.FunctionCall;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Reads the seals of one shard, which were made before there were checkpoints, and removes those of
 * what is trimmed. Thread-safe.
 */
public record LegacySeals(RedissonClient redisson, ShardKeys keys, ShardReader reader) {

    /** Entries of a seal. */
    static final int RANGE_ENTRIES = 1000;

    private static final Codec FIELDS =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

    /** The chain covers everything up to this sequence. */
    public long sealed(SealChain chain) {
        return reader.headField(chain.headField());
    }

    /**
     * Recomputes a chain.
     *
     * @param progress told the sequence up to which all is verified
     */
    public Verification verify(SealChain chain, LongConsumer progress) {
        return new LegacySealVerifier(keys.shard(), reader, this).verify(chain, progress);
    }

    /** Seals after that sequence, oldest first. */
    List<Seal> after(SealChain chain, long sequence, int count) {
        List<Seal> seals = new ArrayList<>();
        StreamRangeArgs range =
                StreamRangeArgs.startId(new StreamMessageId(sequence + 1, 0))
                        .endId(StreamMessageId.MAX)
                        .count(count);
        ValkeyReply.to(() -> stream(chain).range(range))
                .forEach((id, fields) -> seals.add(seal(id, fields)));
        return seals;
    }

    /** Hash that the first seal that is kept follows on. */
    String anchor(SealChain chain) {
        return reader.headText(chain.anchorField()).orElse(Seal.ORIGIN);
    }

    /** Removes the seals of ranges that end at or before that sequence. */
    public void drop(SealChain chain, long through) {
        FunctionCall.number(
                redisson,
                "drop_seals",
                List.of(keys.seals(chain.code()), keys.head()),
                chain.anchorField(),
                through);
    }

    private RStream<String, byte[]> stream(SealChain chain) {
        return redisson.getStream(keys.seals(chain.code()), FIELDS);
    }

    private static Seal seal(StreamMessageId id, Map<String, byte[]> fields) {
        return new Seal(
                Long.parseLong(text(fields, "from")),
                id.getId0(),
                text(fields, "previous"),
                text(fields, "hash"),
                Seal.entriesOf(Objects.requireNonNull(fields.get("entries"))));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(Objects.requireNonNull(fields.get(name), name), StandardCharsets.UTF_8);
    }
}
