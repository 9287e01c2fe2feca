package io.nodepulse.events.segment;

import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

import java.time.Instant;
import java.util.List;

/**
 * What a segment is of.
 *
 * <pre>
 * shard | shards | first sequence | last sequence | appends | events
 * | first sampled at, ms since 1970 | last sampled at, all varints
 * </pre>
 *
 * @param shard whose history it is
 * @param shards how many the store has
 * @param firstSequence of its events
 * @param lastSequence of its events
 * @param appends how many it has
 * @param events how many it has
 * @param firstSampledAt oldest time of its scrapes; 1970 where it has none
 * @param lastSampledAt newest time of its scrapes; 1970 where it has none
 */
public record SegmentSummary(
        int shard,
        int shards,
        long firstSequence,
        long lastSequence,
        long appends,
        long events,
        Instant firstSampledAt,
        Instant lastSampledAt) {

    /** It never takes more. */
    static final int MAX_BYTES = 8 * 10;

    static SegmentSummary of(int shard, int shards, List<BlockEntry> blocks) {
        return new SegmentSummary(
                shard,
                shards,
                blocks.stream().mapToLong(BlockEntry::firstSequence).min().orElse(0),
                blocks.stream().mapToLong(BlockEntry::lastSequence).max().orElse(0),
                blocks.stream().mapToLong(BlockEntry::appends).sum(),
                blocks.stream().mapToLong(BlockEntry::events).sum(),
                blocks.stream()
                        .filter(BlockEntry::isOfScrapes)
                        .map(BlockEntry::firstSampledAt)
                        .min(Instant::compareTo)
                        .orElse(Instant.EPOCH),
                blocks.stream()
                        .map(BlockEntry::lastSampledAt)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH));
    }

    void write(ByteWriter out) {
        out.putVarLong(shard);
        out.putVarLong(shards);
        out.putVarLong(firstSequence);
        out.putVarLong(lastSequence);
        out.putVarLong(appends);
        out.putVarLong(events);
        out.putVarLong(firstSampledAt.toEpochMilli());
        out.putVarLong(lastSampledAt.toEpochMilli());
    }

    static SegmentSummary read(ByteReader in) {
        return new SegmentSummary(
                in.readCount("the shard", Integer.MAX_VALUE),
                in.readCount("the number of shards", Integer.MAX_VALUE),
                in.readVarLong(),
                in.readVarLong(),
                in.readVarLong(),
                in.readVarLong(),
                Instant.ofEpochMilli(in.readVarLong()),
                Instant.ofEpochMilli(in.readVarLong()));
    }
}
