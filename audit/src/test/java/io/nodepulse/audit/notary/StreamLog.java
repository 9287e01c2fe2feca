package io.nodepulse.audit.notary;

import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.LeafFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import org.redisson.api.RStream;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The entries of a real store, read from Valkey without the store's own reader; one epoch. */
public final class StreamLog implements AppendLog {

    private static final long EPOCH = 1;

    private final ValkeyEventStore store;
    private final String namespace;
    private final Map<String, Keyframe> keyframes = new ConcurrentHashMap<>();

    public StreamLog(ValkeyEventStore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
    }

    @Override
    public int shards() {
        return store.shards();
    }

    @Override
    public List<Appended> after(int shard, long sequence, int limit) {
        Map<StreamMessageId, Map<byte[], byte[]>> found =
                stream(shard)
                        .range(
                                StreamRangeArgs.startId(new StreamMessageId(sequence + 1, 0))
                                        .endId(StreamMessageId.MAX)
                                        .count(limit));
        List<Map.Entry<StreamMessageId, byte[]>> entries = new ArrayList<>(found.size());
        found.forEach(
                (id, fields) -> entries.add(Map.entry(id, fields.values().iterator().next())));
        entries.parallelStream()
                .filter(entry -> EntryFormat.isKeyframe(entry.getValue()))
                .forEach(entry -> appended(shard, entry.getKey(), entry.getValue()));
        return entries.parallelStream()
                .map(entry -> appended(shard, entry.getKey(), entry.getValue()))
                .toList();
    }

    private Appended appended(int shard, StreamMessageId id, byte[] bytes) {
        long last = id.getId0();
        int count = (int) id.getId1();
        byte[] leaf;
        try {
            Entry entry = EntryFormat.decode(bytes, sequence -> keyframe(shard, sequence));
            if (entry instanceof Entry.Processes processes && EntryFormat.isKeyframe(bytes)) {
                keyframes.put(shard + ":" + last, new Keyframe(last, processes.scrape()));
            }
            leaf = LeafFormat.leaf(last, EPOCH, entry);
        } catch (MalformedEntryException e) {
            leaf = LeafFormat.unreadable(last, EPOCH, count, bytes);
        }
        return new Appended(
                last, count, EPOCH, EntryFormat.looksLikeFacts(bytes), Optional.of(leaf));
    }

    private Keyframe keyframe(int shard, long sequence) {
        Keyframe known = keyframes.get(shard + ":" + sequence);
        if (known == null) {
            after(shard, sequence - 1, 1);
            known = keyframes.get(shard + ":" + sequence);
        }
        if (known == null) {
            throw new MalformedEntryException("no keyframe " + sequence);
        }
        return known;
    }

    private RStream<byte[], byte[]> stream(int shard) {
        return store.connection()
                .getStream("{%s:%d}:events".formatted(namespace, shard), ByteArrayCodec.INSTANCE);
    }

    @Override
    public List<EpochStart> epochs(int shard) {
        return List.of(new EpochStart(EPOCH, 0, 1, Instant.EPOCH));
    }

    @Override
    public long trimmed(int shard) {
        return 0;
    }
}
