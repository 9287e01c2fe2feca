package io.nodepulse.audit.segment;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.audit.notary.SignedRange;
import io.nodepulse.audit.notary.SignedRange.Node;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.note.RangeProof.Gone;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.Shard;
import io.nodepulse.events.store.read.StoredAppend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the next segment of a shard: goes through the signed leaves and the appends side by side. A
 * leaf without its append was lost with an epoch, or retired, and goes in by its hash. Used once.
 */
final class SegmentMaker {

    private final AppendCursor appends;
    private final SignedRange leaves;
    private final SegmentWriter writer;
    private final long maxSamples;
    private final long limit;
    private final ErasedAppends erased;
    private final TreeHash hash = new TreeHash();
    private final List<Gone> gone = new ArrayList<>();
    private long first = -1;
    private long end = -1;
    private long samples;
    private long lastAdded;

    /**
     * @param gap the leaves that are in no segment
     * @param erased of which the hashes go in alone
     */
    SegmentMaker(
            Shard store,
            ShardProofs proofs,
            ShardSegments.Gap gap,
            SegmentWriter writer,
            long maxSamples,
            ErasedAppends erased) {
        long begin = gap.first();
        this.appends = new AppendCursor(store, begin == 0 ? 0 : proofs.lastSequence(begin - 1));
        this.leaves = proofs.range(begin);
        this.writer = writer;
        this.maxSamples = maxSamples;
        this.erased = erased;
        this.limit = gap.end().orElse(Long.MAX_VALUE);
    }

    /**
     * Takes what is signed, up to that sequence or the most samples.
     *
     * @return whether there is anything
     * @throws SegmentsException if an append is not what was signed
     */
    boolean take(long through) {
        Optional<Node> next = leaves.next();
        while (next.isPresent() && take(next.get(), through)) {
            Node taken = next.get();
            first = first < 0 ? taken.index() : first;
            end = taken.index() + (1L << taken.height());
            next = leaves.next();
        }
        return end > first;
    }

    private boolean take(Node node, long through) {
        if (node.index() + (1L << node.height()) > limit) {
            return false;
        }
        if (node.height() > 0) {
            gone.add(new Gone(node.index(), node.height(), node.hash()));
            return true;
        }
        if (node.lastSequence() > through || samples >= maxSamples) {
            return false;
        }
        if (node.runBegins().isPresent()) {
            long begins = node.runBegins().getAsLong();
            if (begins <= lastAdded) {
                return false; // numbers that were given again: those of a segment ascend
            }
            appends.seek(begins - 1);
        }
        Optional<StoredAppend> append = appends.endingAt(node.lastSequence());
        if (append.isEmpty() || !add(append.get(), node)) {
            gone.add(new Gone(node.index(), 0, node.hash()));
        }
        return true;
    }

    /** Adds it; whether it is still there to be added. */
    private boolean add(StoredAppend append, Node node) {
        StoredAppend.Content content = append.content();
        SegmentAppend made = made(append, content);
        if (!Arrays.equals(hash.leaf(made.leaf()), node.hash())) {
            if (content.state() == StoredAppend.State.RETIRED) {
                return false;
            }
            throw new SegmentsException(
                    "events %d to %d are not what was signed: verify the history"
                            .formatted(made.firstSequence(), made.lastSequence()));
        }
        writer.add(erased.kept(made, node.hash()));
        samples += made.count();
        lastAdded = made.lastSequence();
        return true;
    }

    private static SegmentAppend made(StoredAppend append, StoredAppend.Content content) {
        return switch (content.state()) {
            case READABLE ->
                    new Readable(
                            append.lastSequence(),
                            append.epoch(),
                            Objects.requireNonNull(content.entry()));
            case UNREADABLE -> unreadable(append, append.bytes());
            // Signed as that where its keyframe was gone by then.
            case RETIRED -> unreadable(append, new byte[0]);
        };
    }

    private static SegmentAppend unreadable(StoredAppend append, byte[] bytes) {
        return new Unreadable(append.lastSequence(), append.epoch(), append.count(), bytes);
    }

    /**
     * Writes what was taken into the folder.
     *
     * @throws IOException if it cannot be written
     */
    SegmentFile keep(SegmentFolder folder, ShardProofs proofs) throws IOException {
        return folder.keep(
                writer,
                first,
                end,
                digest ->
                        new RangeProof(
                                digest,
                                first,
                                proofs.subtrees(first),
                                gone,
                                proofs.checkpoint(end)));
    }
}
