package io.nodepulse.events.segment;

import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * What a segment is of, and where its blocks are.
 *
 * <pre>
 * summary ({@link SegmentSummary}) | blocks, varint | blocks x row ({@link BlockEntry}), ascending by
 * kind, then server
 * </pre>
 *
 * @param summary what it is of
 * @param blocks the block index
 */
public record SegmentFooter(SegmentSummary summary, List<BlockEntry> blocks) {

    static SegmentFooter of(int shard, int shards, List<BlockEntry> blocks) {
        return new SegmentFooter(SegmentSummary.of(shard, shards, blocks), List.copyOf(blocks));
    }

    byte[] encode() {
        ByteWriter out =
                new ByteWriter(
                        SegmentSummary.MAX_BYTES + blocks.size() * 2 * BlockEntry.MIN_BYTES + 8);
        summary.write(out);
        out.putVarLong(blocks.size());
        blocks.forEach(block -> block.write(out));
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote; what follows from the rows is computed again and compared.
     */
    static SegmentFooter decode(ByteReader in) {
        SegmentSummary summary = SegmentSummary.read(in);
        int count = in.readCount("the number of blocks", in.remaining() / BlockEntry.MIN_BYTES);
        List<BlockEntry> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(BlockEntry.read(in));
        }
        in.needEnd();
        if (summary.shard() >= summary.shards()
                || !summary.equals(SegmentSummary.of(summary.shard(), summary.shards(), blocks))) {
            throw new MalformedSegmentException("the footer does not fit its own block index");
        }
        return new SegmentFooter(summary, blocks);
    }
}
