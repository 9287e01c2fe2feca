package io.nodepulse.audit.segment;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.RangeProof.Gone;
import io.nodepulse.events.segment.SegmentAppend;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * The leaves of a segment in the order of their indexes: its appends, and between them what is
 * known by its hash only. Belongs to one thread.
 */
final class SegmentLeaves {

    private final Iterator<SegmentAppend> appends;
    private final Iterator<Gone> gone;
    private final long end;
    private @Nullable Gone nextGone;
    private long index;

    /**
     * @throws IOException if the segment or its proof cannot be read
     */
    SegmentLeaves(SegmentFile file) throws IOException {
        List<Gone> without = file.proof().gone();
        this.appends = file.open().appends();
        this.gone = without.iterator();
        this.nextGone = gone.hasNext() ? gone.next() : null;
        this.index = file.first();
        this.end = file.end();
    }

    /**
     * A leaf, or some without their appends.
     *
     * @param index of the first
     * @param append whose leaf it is; null where that is not in the segment
     * @param gone what is known instead
     */
    record Leaf(long index, @Nullable SegmentAppend append, @Nullable Gone gone) {

        /** How many leaves it stands for. */
        long count() {
            return gone == null ? 1 : 1L << gone.height();
        }

        /** Hash of that one leaf; null where only the hash over several is known. */
        byte @Nullable [] hash(TreeHash hash) {
            if (append != null) {
                return SegmentLeaves.hash(append, hash);
            }
            return gone != null && gone.height() == 0 ? gone.hash() : null;
        }
    }

    /** Hash of the leaf of an append, also of one that was erased. */
    static byte[] hash(SegmentAppend append, TreeHash hash) {
        return append instanceof SegmentAppend.Erased erased
                ? erased.leafHash()
                : hash.leaf(append.leaf());
    }

    /** The next one, null at the end. */
    @Nullable Leaf next() {
        if (index >= end) {
            return null;
        }
        Gone without = nextGone;
        Leaf leaf;
        if (without != null && without.index() == index) {
            leaf = new Leaf(index, null, without);
            nextGone = gone.hasNext() ? gone.next() : null;
        } else {
            leaf = new Leaf(index, appends.next(), null);
        }
        index += leaf.count();
        return leaf;
    }
}
