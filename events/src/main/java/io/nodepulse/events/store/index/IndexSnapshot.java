package io.nodepulse.events.store.index;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.valkey.MomentaryRead;
import io.nodepulse.events.store.valkey.MomentaryRead.ScoredMember;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.client.codec.ByteArrayCodec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

    /** See {@link EpochStart#lacking}. */
    private static final Pattern LOST_THROUGH = Pattern.compile("[0-9]{1,16}:[0-9]{1,16}");

    static IndexSnapshot read(RedissonClient redisson, ShardKeys keys, IndexFindings findings) {
        long lastEntry = lastEntry(redisson, keys);
        MomentaryRead read = new MomentaryRead(redisson);
        Supplier<Map<String, byte[]>> head = read.hash(keys.head());
        Supplier<Map<String, byte[]>> epochs = read.hash(keys.epochs());
        Supplier<Map<String, String>> types = read.texts(keys.types());
        Supplier<Map<String, String>> scraped = read.texts(keys.scraped());
        Supplier<Map<String, String>> tagged = read.texts(keys.tagged());
        Supplier<Map<String, String>> passed = read.texts(keys.passed());
        Supplier<List<ScoredMember>> times = read.members(keys.times());
        read.run();
        Map<String, byte[]> fields = head.get();
        checkLost(fields, epochs.get().keySet(), keys, findings);
        return new IndexSnapshot(
                new EpochHistory(
                        starts(epochs.get(), keys, findings),
                        number(fields, "sequence", 0, keys, findings),
                        number(fields, "trimmed", 0, keys, findings)),
                lastEntry,
                Epoch.stored(fields.get("epoch")),
                number(fields, "time", -1, keys, findings),
                types.get(),
                scraped.get(),
                minutes(times.get(), keys, findings),
                tagged.get(),
                passed.get());
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

    /** What is named as lost was found by an epoch that there is. */
    private static void checkLost(
            Map<String, byte[]> head, Set<String> firsts, ShardKeys keys, IndexFindings findings) {
        head.forEach(
                (field, value) -> {
                    if (field.startsWith(EpochStart.LOST)
                            && !(firsts.contains(field.substring(EpochStart.LOST.length()))
                                    && LOST_THROUGH
                                            .matcher(new String(value, StandardCharsets.US_ASCII))
                                            .matches())) {
                        findings.add(keys.head(), "'%s' names no lost events".formatted(field), 0);
                    }
                });
    }

    private static NavigableMap<Long, Long> minutes(
            List<ScoredMember> times, ShardKeys keys, IndexFindings findings) {
        NavigableMap<Long, Long> minutes = new TreeMap<>();
        for (ScoredMember minute : times) {
            try {
                minutes.put(Long.valueOf(minute.text()), (long) minute.score());
            } catch (NumberFormatException e) {
                findings.add(keys.times(), "has a member '%s'".formatted(minute.text()), 0);
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
