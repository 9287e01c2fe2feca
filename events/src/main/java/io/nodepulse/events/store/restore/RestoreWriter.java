package io.nodepulse.events.store.restore;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.index.IndexMark;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;
import io.nodepulse.events.wire.ByteWriter;

import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the keys of a shard as the append function would have, many commands in one call. Belongs
 * to one thread.
 */
final class RestoreWriter {

    private static final Codec FIELDS =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);
    private static final byte[] ENTRY = {'e'};
    private static final byte[] EPOCH = {'p'};
    private static final int COMMANDS_PER_CALL = 1_000;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private RBatch batch;
    private int commands;

    RestoreWriter(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
        this.batch = redisson.createBatch();
    }

    /** Removes what a restore left that did not end. */
    void clear() {
        ValkeyReply.await(redisson.getKeys().unlinkAsync(keys.events()));
    }

    void add(RawEntry raw) {
        // The entry is the first field: functions look for it there.
        Map<byte[], byte[]> fields = new LinkedHashMap<>();
        fields.put(ENTRY, raw.bytes());
        fields.put(EPOCH, bytes(raw.epoch()));
        var _ =
                batch.<byte[], byte[]>getStream(keys.events(), ByteArrayCodec.INSTANCE)
                        .addAsync(raw.id(), StreamAddArgs.entries(fields));
        sendIfFull();
    }

    void addMember(String key, IndexMark mark) {
        var _ =
                batch.<String>getScoredSortedSet(key, StringCodec.INSTANCE)
                        .addAsync(mark.sequence(), mark.sequence() + ":" + mark.text());
        sendIfFull();
    }

    void putTypes(Map<String, Long> lastOfType) {
        lastOfType.forEach((type, sequence) -> put(keys.types(), type, Long.toString(sequence)));
    }

    void putTagged(Map<String, Long> tagged) {
        tagged.forEach((key, members) -> put(keys.tagged(), key, Long.toString(members)));
    }

    void putScraped(String field, long millis, long lastSequence) {
        put(keys.scraped(), field, millis + ":" + lastSequence);
    }

    /** The day's index begins with its last scrape: the steps of the next one are from there. */
    void putDay(String key, long millis, long lastSequence) {
        ByteWriter steps = new ByteWriter(2 * 10);
        steps.putVarLong(lastSequence);
        steps.putVarLong(millis);
        var _ = batch.<byte[]>getBucket(key, ByteArrayCodec.INSTANCE).setAsync(steps.toByteArray());
        sendIfFull();
    }

    void putEpoch(EpochStart start) {
        byte[] rest =
                (start.after() + ":" + start.at().toEpochMilli())
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] value =
                ByteBuffer.allocate(Long.BYTES + rest.length)
                        .put(bytes(start.epoch()))
                        .put(rest)
                        .array();
        var _ =
                batch.<String, byte[]>getMap(keys.epochs(), FIELDS)
                        .fastPutAsync(Long.toString(start.first()), value);
        if (start.lostThrough() >= start.first()) {
            put(
                    keys.head(),
                    EpochStart.LOST + start.first(),
                    start.lostThrough() + ":" + start.foundAt().toEpochMilli());
        }
        sendIfFull();
    }

    /** What makes the shard count as one with events. */
    void putHead(long sequence, long newestMillis, Epoch epoch) {
        send();
        Map<String, byte[]> head = new LinkedHashMap<>();
        head.put("time", text(newestMillis));
        head.put("trimmed", text(sequence));
        head.put("epoch", bytes(epoch));
        head.put("sequence", text(sequence));
        ValkeyReply.await(redisson.<String, byte[]>getMap(keys.head(), FIELDS).putAllAsync(head));
    }

    private void put(String key, String field, String value) {
        var _ = batch.<String, String>getMap(key, StringCodec.INSTANCE).fastPutAsync(field, value);
        sendIfFull();
    }

    private void sendIfFull() {
        if (++commands >= COMMANDS_PER_CALL) {
            send();
        }
    }

    private void send() {
        if (commands > 0) {
            ValkeyReply.await(batch.executeAsync());
            batch = redisson.createBatch();
            commands = 0;
        }
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(Epoch epoch) {
        return ByteBuffer.allocate(Long.BYTES).putLong(epoch.id()).array();
    }
}
