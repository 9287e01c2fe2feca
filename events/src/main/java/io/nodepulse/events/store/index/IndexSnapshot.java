package io.nodepulse.events.store.index;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.ScoredEntry;
import org.redisson.codec.CompositeCodec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The small keys of a shard, which do not grow with its scrapes, all as of one moment.
 *
 * @param history its epochs and how far it goes
 * @param lastEntry where the last entry of the stream ended just before, 0 if there was none
 * @param epoch the epoch in the head
 * @param timeMillis the newest event time in the head, -1 if there is none
 * @param times first sequence of a minute to its time
 */
record IndexSnapshot(
        EpochHistory history,
        long lastEntry,
        Epoch epoch,
        long timeMillis,
        Map<String, String> types,
        Map<String, String> scraped,
        NavigableMap<Long, Long> times,
        Map<String, String> tagged,
        Map<String, String> passed) {

    private static final CompositeCodec BYTES_BY_NAME =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

    static IndexSnapshot read(RedissonClient redisson, ShardKeys keys, IndexFindings findings) {
        long lastEntry = lastEntry(redisson, keys);
        RBatch read = atomic(redisson);
        RFuture<Map<String, byte[]>> head = bytes(read, keys.head());
        RFuture<Map<String, byte[]>> epochs = bytes(read, keys.epochs());
        RFuture<Map<String, String>> types = texts(read, keys.types());
        RFuture<Map<String, String>> scraped = texts(read, keys.scraped());
        RFuture<Map<String, String>> tagged = texts(read, keys.tagged());
        RFuture<Map<String, String>> passed = texts(read, keys.passed());
        RFuture<Collection<ScoredEntry<String>>> times =
                read.<String>getScoredSortedSet(keys.times(), StringCodec.INSTANCE)
                        .entryRangeAsync(0, -1);
        ValkeyReply.await(read.executeAsync());
        Map<String, byte[]> fields = ValkeyReply.await(head);
        return new IndexSnapshot(
                new EpochHistory(
                        starts(ValkeyReply.await(epochs), keys, findings),
                        number(fields, "sequence", 0, keys, findings),
                        number(fields, "trimmed", 0, keys, findings)),
                lastEntry,
                Epoch.stored(fields.get("epoch")),
                number(fields, "time", -1, keys, findings),
                ValkeyReply.await(types),
                ValkeyReply.await(scraped),
                minutes(ValkeyReply.await(times), keys, findings),
                new HashMap<>(ValkeyReply.await(tagged)),
                ValkeyReply.await(passed));
    }

    private static long lastEntry(RedissonClient redisson, ShardKeys keys) {
        return ValkeyReply.await(
                        redisson.getStream(keys.events(), ByteArrayCodec.INSTANCE)
                                .rangeReversedAsync(1, StreamMessageId.MAX, StreamMessageId.MIN))
                .keySet()
                .stream()
                .mapToLong(StreamMessageId::getId0)
                .findFirst()
                .orElse(0);
    }

    /** Everything in it is read as of one moment. */
    static RBatch atomic(RedissonClient redisson) {
        return redisson.createBatch(
                BatchOptions.defaults()
                        .executionMode(BatchOptions.ExecutionMode.REDIS_READ_ATOMIC));
    }

    private static RFuture<Map<String, byte[]>> bytes(RBatch read, String key) {
        return read.<String, byte[]>getMap(key, BYTES_BY_NAME).readAllMapAsync();
    }

    private static RFuture<Map<String, String>> texts(RBatch read, String key) {
        return read.<String, String>getMap(key, StringCodec.INSTANCE).readAllMapAsync();
    }

    private static List<EpochStart> starts(
            Map<String, byte[]> epochs, ShardKeys keys, IndexFindings findings) {
        List<EpochStart> starts = new ArrayList<>();
        epochs.forEach(
                (first, value) -> {
                    try {
                        starts.add(EpochStart.of(Long.parseLong(first), value));
                    } catch (RuntimeException e) {
                        findings.add(keys.epochs(), "has no epoch under '%s'".formatted(first), 0);
                    }
                });
        starts.sort(Comparator.comparingLong(EpochStart::first));
        return starts;
    }

    private static NavigableMap<Long, Long> minutes(
            Collection<ScoredEntry<String>> times, ShardKeys keys, IndexFindings findings) {
        NavigableMap<Long, Long> minutes = new TreeMap<>();
        for (ScoredEntry<String> minute : times) {
            try {
                minutes.put(Long.valueOf(minute.getValue()), minute.getScore().longValue());
            } catch (NumberFormatException e) {
                findings.add(keys.times(), "has a member '%s'".formatted(minute.getValue()), 0);
            }
        }
        return minutes;
    }

    private static long number(
            Map<String, byte[]> head,
            String field,
            long absent,
            ShardKeys keys,
            IndexFindings findings) {
        byte[] value = head.get(field);
        try {
            return value == null
                    ? absent
                    : Long.parseLong(new String(value, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            findings.add(keys.head(), field + " is no number", 0);
            return absent;
        }
    }
}
