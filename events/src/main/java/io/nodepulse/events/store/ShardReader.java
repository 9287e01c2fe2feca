package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;

import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
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
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Reads the keys of one shard. Every call fails with {@link EventStoreUnavailableException} if
 * Valkey does not answer. Thread-safe.
 */
final class ShardReader {

    /** Past every entry that ends in a given sequence. */
    private static final long LAST_OF_SEQUENCE = Long.MAX_VALUE;

    private static final Codec HEAD =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

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

    /** How much there is, for whoever decides on it. */
    ShardMarker marker() {
        Map<String, byte[]> head =
                await(
                        redisson.<String, byte[]>getMap(keys.head(), HEAD)
                                .getAllAsync(Set.of("sequence", "epoch")));
        return new ShardMarker(number(head.get("sequence")), epoch(head.get("epoch")));
    }

    /** The epochs of the shard, and how far it goes, as of one moment. */
    EpochHistory history() {
        RBatch read =
                redisson.createBatch(
                        BatchOptions.defaults()
                                .executionMode(BatchOptions.ExecutionMode.REDIS_READ_ATOMIC));
        RFuture<Map<String, byte[]>> head =
                read.<String, byte[]>getMap(keys.head(), HEAD)
                        .getAllAsync(Set.of("sequence", "trimmed"));
        RFuture<Map<String, byte[]>> epochs =
                read.<String, byte[]>getMap(keys.epochs(), HEAD).readAllMapAsync();
        await(read.executeAsync());
        List<EpochStart> starts = new ArrayList<>();
        await(epochs).forEach((first, value) -> starts.add(start(Long.parseLong(first), value)));
        starts.sort(Comparator.comparingLong(EpochStart::first));
        return new EpochHistory(
                starts, number(await(head).get("sequence")), number(await(head).get("trimmed")));
    }

    /** A value of {@link ShardKeys#epochs}: 8 bytes epoch, then {@code <after>:<ms>}. */
    private static EpochStart start(long first, byte[] value) {
        String rest =
                new String(value, Long.BYTES, value.length - Long.BYTES, StandardCharsets.US_ASCII);
        int colon = rest.indexOf(':');
        return new EpochStart(
                epoch(value),
                Long.parseLong(rest.substring(0, colon)),
                first,
                Instant.ofEpochMilli(Long.parseLong(rest.substring(colon + 1))));
    }

    private static long number(byte @Nullable [] text) {
        return text == null ? 0 : Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    private static Epoch epoch(byte @Nullable [] bytes) {
        return bytes == null ? Epoch.ORIGIN : new Epoch(ByteBuffer.wrap(bytes).getLong());
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

    /** Numbers up to that sequence were given out once: none of them is given out again. */
    void reportGiven(long sequence) {
        FunctionCall.number(redisson, "given", List.of(keys.head()), sequence);
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
        return membersOf(tag) > 0;
    }

    /**
     * How many events carry that tag.
     *
     * @throws IndexDamagedException if the index has lost some
     */
    private int membersOf(Tag tag) {
        RBatch read = redisson.createBatch();
        RFuture<Integer> members =
                read.getScoredSortedSet(keys.tag(tag), StringCodec.INSTANCE).sizeAsync();
        RFuture<String> counted =
                read.<String, String>getMap(keys.tagged(), StringCodec.INSTANCE)
                        .getAsync(keys.tag(tag));
        await(read.executeAsync());
        @Nullable String wanted = await(counted);
        int found = await(members);
        if (wanted != null && Integer.parseInt(wanted) != found) {
            throw new IndexDamagedException(keys.tag(tag), found, wanted);
        }
        return found;
    }

    /** The first entry that is still there. */
    Optional<RawEntry> first() {
        return after(0, 1).stream().findFirst();
    }

    /**
     * Sequences after {@code sequence} of the events with that tag, in order.
     *
     * @throws IndexDamagedException if the index has lost some
     */
    List<Long> tagged(Tag tag, long sequence) {
        if (membersOf(tag) == 0) {
            return List.of();
        }
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
        found.forEach((id, fields) -> entries.add(RawEntry.of(id, fields)));
        return entries;
    }

    /** Waits for an answer of Valkey. */
    static <T> T await(RFuture<T> answer) {
        return await((CompletionStage<T>) answer);
    }

    /** What the client says, without the command that it was about. */
    static String brief(@Nullable Throwable failure) {
        String words = failure == null ? "" : String.valueOf(failure.getMessage());
        int channel = words.indexOf(" channel: [");
        return channel < 0 ? words : words.substring(0, channel);
    }

    private static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new EventStoreUnavailableException(
                    "Valkey does not answer: " + brief(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("interrupted while waiting for Valkey", e);
        }
    }
}
