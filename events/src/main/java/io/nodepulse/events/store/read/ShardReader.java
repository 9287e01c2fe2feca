package io.nodepulse.events.store.read;

import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.store.archive.ShardArchive;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.FunctionCall;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RStream;
import org.redisson.api.RStreamAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one shard: its keys, and where retention removed something, its segments. Every call fails
 * with {@link EventStoreUnavailableException} if Valkey does not answer. Thread-safe.
 */
public final class ShardReader {

    /** Past every entry that ends in a given sequence. */
    private static final long LAST_OF_SEQUENCE = Long.MAX_VALUE;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final RStream<byte[], byte[]> events;
    private final ShardHead head;
    private final TagIndex tags;
    private final TimeIndex times;
    private final ShardArchive archive;

    /** Of a shard without segments. */
    public ShardReader(RedissonClient redisson, ShardKeys keys) {
        this(redisson, keys, new ShardArchive(SegmentArchive.NONE, keys.shard()));
    }

    public ShardReader(RedissonClient redisson, ShardKeys keys, ShardArchive archive) {
        this.redisson = redisson;
        this.keys = keys;
        this.events = redisson.getStream(keys.events(), ByteArrayCodec.INSTANCE);
        this.head = new ShardHead(redisson, keys);
        this.tags = new TagIndex(redisson, keys);
        this.times = new TimeIndex(redisson, keys);
        this.archive = archive;
    }

    /** What segments hold of the shard. */
    public ShardArchive archive() {
        return archive;
    }

    /** Goes through all appends of the shard, in segments and in Valkey. */
    public ShardCursor cursor() {
        return new ShardCursor(this);
    }

    /**
     * What a segment has of what follows on that position, whether Valkey has it still or not;
     * empty where it is to be read in the order of the shard.
     *
     * @param decoder of what Valkey alone has, of a time before there were segments
     */
    public Optional<ArchivedStretch> stretchAfter(ShardToken position, EntryDecoder decoder) {
        List<ArchivedSegment> segments = archive.segments();
        return segments.isEmpty()
                ? Optional.empty()
                : ArchivedStretch.after(
                        position, history(), segments, new KeptEntries(this, decoder));
    }

    /** Which events carry a tag. */
    public TagIndex tags() {
        return tags;
    }

    /** Which events came at a time. */
    public TimeIndex times() {
        return times;
    }

    /** Sequence of the last event of the shard, 0 if there is none. */
    public long head() {
        return headField("sequence");
    }

    /** How much there is, for whoever decides on it. */
    public ShardMarker marker() {
        return head.marker();
    }

    /** The epochs of the shard, and how far it goes, as of one moment. */
    public EpochHistory history() {
        return archive.complete(head.history());
    }

    /** A sequence from the shard's head, 0 if it is not there. */
    public long headField(String field) {
        return headText(field).map(Long::valueOf).orElse(0L);
    }

    /** A field of the shard's head. */
    public Optional<String> headText(String field) {
        return head.text(field);
    }

    /** Numbers up to that sequence were given out once: none of them is given out again. */
    public void reportGiven(long sequence) {
        FunctionCall.number(redisson, "given", List.of(keys.head()), sequence);
    }

    /**
     * Somebody has read events that the shard has lost: it does not give their numbers to others,
     * and names those that others have already. Of a reader that has nothing in common with it,
     * nothing is believed.
     */
    public void report(StreamBreak found) {
        switch (found.kind()) {
            case AHEAD -> reportGiven(found.last());
            case OTHER_HISTORY -> {
                if (found.common() > 0) {
                    FunctionCall.number(
                            redisson,
                            "lost",
                            List.of(keys.head(), keys.epochs()),
                            found.common(),
                            found.last());
                }
            }
            case TRIMMED, MISSING -> {}
        }
    }

    /** Entries that end after that sequence, oldest first, at most {@code count}. */
    public List<RawEntry> after(long sequence, int count) {
        return range(sequence, StreamMessageId.MAX, count);
    }

    /** Entries that end after {@code sequence} and not after {@code last}, oldest first. */
    public List<RawEntry> between(long sequence, long last, int count) {
        return range(sequence, new StreamMessageId(last, LAST_OF_SEQUENCE), count);
    }

    private List<RawEntry> range(long sequence, StreamMessageId end, int count) {
        return entries(
                ValkeyReply.await(
                        events.rangeAsync(
                                StreamRangeArgs.startId(new StreamMessageId(sequence + 1, 0))
                                        .endId(end)
                                        .count(count))));
    }

    /** As {@link #after}, but waits for an entry at most {@code wait} long if there is none yet. */
    public List<RawEntry> awaitAfter(long sequence, int count, Duration wait) {
        return entries(
                ValkeyReply.await(
                        events.readAsync(
                                StreamReadArgs.greaterThan(
                                                new StreamMessageId(sequence, LAST_OF_SEQUENCE))
                                        .count(count)
                                        .timeout(wait))));
    }

    /** The entry that holds the event of that sequence, if it is still in Valkey. */
    public Optional<RawEntry> holding(long sequence) {
        return after(sequence - 1, 1).stream()
                .filter(entry -> entry.firstSequence() <= sequence)
                .findFirst();
    }

    /** The append that holds the event of that sequence, if Valkey or a segment has it. */
    public Optional<? extends PlacedAppend> kept(long sequence) {
        Optional<RawEntry> entry = holding(sequence);
        return entry.isPresent() ? entry : archive.holding(sequence, history());
    }

    /** Those of the entries that end in the given sequences that are still there, in order. */
    public List<RawEntry> endingIn(List<Long> lastSequences) {
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
        ValkeyReply.await(pipeline.executeAsync());
        return answers.stream()
                .flatMap(answer -> entries(ValkeyReply.await(answer)).stream())
                .toList();
    }

    /** How many entries are there. */
    public long size() {
        return ValkeyReply.await(events.sizeAsync());
    }

    /** Memory that the entries take, in bytes, as Valkey estimates it. */
    public long bytes() {
        return ValkeyReply.await(events.sizeInMemoryAsync());
    }

    /** The first entry that is still there. */
    public Optional<RawEntry> first() {
        return after(0, 1).stream().findFirst();
    }

    private static List<RawEntry> entries(Map<StreamMessageId, Map<byte[], byte[]>> found) {
        List<RawEntry> entries = new ArrayList<>(found.size());
        found.forEach((id, fields) -> entries.add(RawEntry.of(id, fields)));
        return entries;
    }
}
