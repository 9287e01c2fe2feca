package io.nodepulse.launcher.export;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.launcher.export.StockedSegment.Block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which samples are asked for.
 *
 * @param span their times
 * @param servers their servers; all if empty
 */
record AskedSamples(TimeSpan span, Set<UUID> servers) {

    /** The blocks of a segment that have some in these times, too. */
    List<Block> blocks(StockedSegment segment, TimeSpan within) throws IOException {
        SegmentReader reader = segment.open();
        List<Block> blocks = new ArrayList<>();
        for (BlockEntry entry : reader.footer().blocks()) {
            if (entry.isOf(Exporter.PROCESSES)
                    && (servers.isEmpty() || servers.contains(entry.serverId()))
                    && within.meets(entry.firstSampledAt(), entry.lastSampledAt())) {
                blocks.add(new Block(segment, reader, entry));
            }
        }
        return blocks;
    }

    /** How many samples the blocks of a segment have; some of them may be of other times. */
    long samples(StockedSegment segment) throws IOException {
        return blocks(segment, span).stream().mapToLong(block -> block.entry().events()).sum();
    }
}
