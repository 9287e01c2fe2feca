package io.nodepulse.events.store;

import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The entries of one shard that were set aside, each with a copy and the reason. The entry itself
 * stays where it is: the history is not altered. Thread-safe.
 */
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final Codec FIELDS =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final RStream<String, byte[]> letters;

    DeadLetters(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
        this.letters = redisson.getStream(keys.deadLetters(), FIELDS);
    }

    /** Sets the entry aside; once per stage, however often it comes by. */
    void setAside(RawEntry entry, String stage, String reason) {
        long first =
                FunctionCall.number(
                        redisson,
                        "nodepulse_set_aside",
                        List.of(keys.deadLetters(), keys.deadLetterIndex()),
                        field(stage, entry.lastSequence()),
                        stage,
                        entry.lastSequence(),
                        reason,
                        entry.bytes());
        if (first == 1) {
            log.error("{} sets entry {} aside: {}: {}", keys.events(), entry.id(), stage, reason);
        }
    }

    /** The letters of the shard, oldest first, at most {@code limit}. */
    public List<DeadLetter> list(int limit) {
        return letters
                .range(
                        StreamRangeArgs.startId(StreamMessageId.MIN)
                                .endId(StreamMessageId.MAX)
                                .count(limit))
                .entrySet()
                .stream()
                .map(letter -> letter(letter.getKey(), letter.getValue()))
                .toList();
    }

    /** How many letters the shard has. */
    public long count() {
        return letters.size();
    }

    /** The entry is no longer dead: it could be worked on after all. */
    public void takeBack(DeadLetter letter) {
        FunctionCall.number(
                redisson,
                "nodepulse_take_back",
                List.of(keys.deadLetters(), keys.deadLetterIndex()),
                field(letter.stage(), letter.lastSequence()));
    }

    private DeadLetter letter(StreamMessageId id, Map<String, byte[]> fields) {
        return new DeadLetter(
                keys.shard(),
                Long.parseLong(text(fields, "sequence")),
                text(fields, "stage"),
                text(fields, "reason"),
                Instant.ofEpochMilli(id.getId0()));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(Objects.requireNonNull(fields.get(name), name), StandardCharsets.UTF_8);
    }

    private static String field(String stage, long lastSequence) {
        return stage + ":" + lastSequence;
    }
}
