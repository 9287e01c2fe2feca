package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;

import java.util.List;

/**
 * What of a shard's appends is erased.
 *
 * @param all that is, oldest first
 */
record ErasedAppends(List<Erasure> all) {

    ErasedAppends {
        all = List.copyOf(all);
    }

    /** Sequence of the newest erasure, 0 if there is none. */
    long last() {
        return all.isEmpty() ? 0 : all.getLast().sequence();
    }

    /** Whether anything of that block is erased. */
    boolean concern(BlockEntry block) {
        return block.isOfScrapes()
                && all.stream()
                        .anyMatch(each -> each.covers(block.serverId(), block.firstSequence()));
    }

    /**
     * The append as a segment may keep it.
     *
     * @param leafHash of its leaf
     */
    SegmentAppend kept(SegmentAppend append, byte[] leafHash) {
        return append instanceof Readable scrape
                ? Erasure.of(scrape, all).map(by -> erased(scrape, by, leafHash)).orElse(scrape)
                : append;
    }

    private static SegmentAppend erased(Readable scrape, Erasure by, byte[] leafHash) {
        return new Erased(
                scrape.lastSequence(),
                scrape.epoch(),
                scrape.count(),
                by.serverId(),
                by.sequence(),
                leafHash);
    }
}
