package io.nodepulse.events.store;

import org.axonframework.messaging.eventstreaming.Tag;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RStream;
import org.redisson.api.RStreamAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Reads the keys of one shard. Every call fails with {@link EventStoreUnavailableException} if
 * Valkey does not answer. Thread-safe.
 */
final class ShardReader {

    /** Past every entry that ends in a given sequence. */
    private static final long LAST_OF_SEQUENCE = Long.MAX_VALUE;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final RStream<byte[], byte[]> events;

    ShardReader(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
        this.events = redisson.getStream(keys.events(), ByteArrayCodec.INSTANCE);
    }

    /** Sequence of the last event of the shard, 0 if there is none. */
    long head() {
        return headField("sequence");
    }

    /** A sequence from the shard's head, 0 if it is not there. */
    long headField(String field) {
        return headText(field).map(Long::valueOf).orElse(0L);
    }

    /** A field of the shard's head. */
    Optional<String> headText(String field) {
        return Optional.ofNullable(
                await(
                        redisson.<String, String>getMap(keys.head(), StringCodec.INSTANCE)
                                .getAsync(field)));
    }

    /** Entries that end after that sequence, oldest first, at most {@code count}. */
    List<RawEntry> after(long sequence, int count) {
        return range(sequence, StreamMessageId.MAX, count);
    }

    /** Entries that end after {@code sequence} and not after {@code last}, oldest first. */
    List<RawEntry> between(long sequence, long last, int count) {
        return range(sequence, new StreamMessageId(last, LAST_OF_SEQUENCE), count);
    }

    private List<RawEntry> range(long sequence, StreamMessageId end, int count) {
        return entries(
                await(
                        events.rangeAsync(
                                StreamRangeArgs.startId(new StreamMessageId(sequence + 1, 0))
                                        .endId(end)
                                        .count(count))));
    }

    /** As {@link #after}, but waits for an entry at most {@code wait} long if there is none yet. */
    List<RawEntry> awaitAfter(long sequence, int count, Duration wait) {
        return entries(
                await(
                        events.readAsync(
                                StreamReadArgs.greaterThan(
                                                new StreamMessageId(sequence, LAST_OF_SEQUENCE))
                                        .count(count)
                                        .timeout(wait))));
    }

    /** The entry that holds the event of that sequence, if it is still there. */
    Optional<RawEntry> holding(long sequence) {
        return after(sequence - 1, 1).stream()
                .filter(entry -> entry.firstSequence() <= sequence)
                .findFirst();
    }

    /** Those of the entries that end in the given sequences that are still there, in order. */
    List<RawEntry> endingIn(List<Long> lastSequences) {
        RBatch pipeline = redisson.createBatch();
        RStreamAsync<byte[], byte[]> stream =
                pipeline.getStream(keys.events(), ByteArrayCodec.INSTANCE);
        List<RFuture<Map<StreamMessageId, Map<byte[], byte[]>>>> answers = new ArrayList<>();
        for (long sequence : lastSequences) {
            answers.add(
                    stream.rangeAsync(
                            StreamRangeArgs.startId(new StreamMessageId(sequence, 0))
                                    .endId(new StreamMessageId(sequence, LAST_OF_SEQUENCE))
                                    .count(1)));
        }
        await(pipeline.executeAsync());
        return answers.stream().flatMap(answer -> entries(await(answer)).stream()).toList();
    }

    /** How many entries are there. */
    long size() {
        return await(events.sizeAsync());
    }

    /** Memory that the entries take, in bytes, as Valkey estimates it. */
    long bytes() {
        return await(events.sizeInMemoryAsync());
    }

    /** Whether an event carries that tag. */
    boolean anyTagged(Tag tag) {
        return await(redisson.getScoredSortedSet(keys.tag(tag)).isExistsAsync());
    }

    /** The first entry that is still there. */
    Optional<RawEntry> first() {
        return after(0, 1).stream().findFirst();
    }

    /** Sequences after {@code sequence} of the events with that tag, in order. */
    List<Long> tagged(Tag tag, long sequence) {
        RScoredSortedSet<String> members =
                redisson.getScoredSortedSet(keys.tag(tag), StringCodec.INSTANCE);
        return await(
                        members.valueRangeAsync(
                                (double) sequence, false, Double.POSITIVE_INFINITY, true))
                .stream()
                .map(ShardReader::sequenceOf)
                .toList();
    }

    /** Whether an event with that tag came after that sequence. */
    boolean anyTaggedAfter(Tag tag, long sequence) {
        RScoredSortedSet<String> members =
                redisson.getScoredSortedSet(keys.tag(tag), StringCodec.INSTANCE);
        return await(members.countAsync((double) sequence, false, Double.POSITIVE_INFINITY, true))
                > 0;
    }

    /** The sequence of a member of a tag's sorted set. */
    static long sequenceOf(String member) {
        return Long.parseLong(member.substring(0, member.indexOf(':')));
    }

    /**
     * From where to look for the first event at or after that time: no event before the returned
     * sequence is that new.
     */
    long beforeFirstAt(long millis) {
        RScoredSortedSet<String> times =
                redisson.getScoredSortedSet(keys.times(), StringCodec.INSTANCE);
        return await(
                        times.valueRangeReversedAsync(
                                Double.NEGATIVE_INFINITY, true, (double) millis, false, 0, 1))
                .stream()
                .mapToLong(first -> Long.parseLong(first) - 1)
                .findFirst()
                .orElse(0);
    }

    private static List<RawEntry> entries(Map<StreamMessageId, Map<byte[], byte[]>> found) {
        List<RawEntry> entries = new ArrayList<>(found.size());
        found.forEach(
                (id, fields) -> entries.add(RawEntry.of(id, fields.values().iterator().next())));
        return entries;
    }

    /** Waits for an answer of Valkey. */
    static <T> T await(RFuture<T> answer) {
        return await((CompletionStage<T>) answer);
    }

    private static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new EventStoreUnavailableException(
                    "Valkey does not answer a read: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("interrupted while waiting for Valkey", e);
        }
    }
}
