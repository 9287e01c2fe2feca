package io.nodepulse.events.segment;

import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * What a segment is of, and where its blocks are.
 *
 * <pre>
 * shard | shards | first sequence | last sequence | appends | events | blocks, varints
 * | blocks x row ({@link BlockEntry}), ascending by kind, then server
 * </pre>
 *
 * @param shard whose history it is
 * @param shards how many the store has
 * @param firstSequence of its events
 * @param lastSequence of its events
 * @param appends how many it has
 * @param events how many it has
 * @param blocks the block index
 */
public record SegmentFooter(
        int shard,
        int shards,
        long firstSequence,
        long lastSequence,
        long appends,
        long events,
        List<BlockEntry> blocks) {

    static SegmentFooter of(int shard, int shards, List<BlockEntry> blocks) {
        return new SegmentFooter(
                shard,
                shards,
                blocks.stream().mapToLong(BlockEntry::firstSequence).min().orElse(0),
                blocks.stream().mapToLong(BlockEntry::lastSequence).max().orElse(0),
                blocks.stream().mapToLong(BlockEntry::appends).sum(),
                blocks.stream().mapToLong(BlockEntry::events).sum(),
                List.copyOf(blocks));
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(64 + blocks.size() * 2 * BlockEntry.MIN_BYTES);
        out.putVarLong(shard);
        out.putVarLong(shards);
        out.putVarLong(firstSequence);
        out.putVarLong(lastSequence);
        out.putVarLong(appends);
        out.putVarLong(events);
        out.putVarLong(blocks.size());
        blocks.forEach(block -> block.write(out));
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote; what follows from the rows is computed again and compared.
     */
    static SegmentFooter decode(ByteReader in) {
        int shard = in.readCount("the shard", Integer.MAX_VALUE);
        int shards = in.readCount("the number of shards", Integer.MAX_VALUE);
        long firstSequence = in.readVarLong();
        long lastSequence = in.readVarLong();
        long appends = in.readVarLong();
        long events = in.readVarLong();
        int count = in.readCount("the number of blocks", in.remaining() / BlockEntry.MIN_BYTES);
        List<BlockEntry> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(BlockEntry.read(in));
        }
        in.needEnd();
        SegmentFooter said =
                new SegmentFooter(
                        shard, shards, firstSequence, lastSequence, appends, events, blocks);
        if (shard >= shards || !said.equals(of(shard, shards, blocks))) {
            throw new MalformedSegmentException("the footer does not fit its own block index");
        }
        return said;
    }
}
