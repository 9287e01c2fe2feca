package io.nodepulse.audit.segment;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.audit.note.ErasedLeaf;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.wire.MalformedEntryException;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Proves single appends that are in segments and nowhere else: their bytes and the hashes beside
 * them are computed from there. A proof reads the segments that a tile of 256 leaves touches.
 *
 * @param segments of the shard, oldest first
 * @param proofs what is signed of it
 * @param erasures what is erased of it
 */
record SegmentProofs(List<KeptSegment> segments, ShardProofs proofs, List<Erasure> erasures) {

    private static final int PER_TILE = 256;

    /**
     * That the append which holds the event of that sequence was signed; nothing where no segment
     * has it.
     *
     * @throws NotaryException if the segment is not what was signed, or cannot be read
     */
    Optional<InclusionProof> inclusion(long sequence) {
        return inclusion(sequence, any -> true);
    }

    /** The same of what was erased of that server alone. */
    Optional<InclusionProof> ofErased(long sequence, UUID serverId) {
        return inclusion(
                sequence,
                append -> append instanceof Erased erased && erased.serverId().equals(serverId));
    }

    private Optional<InclusionProof> inclusion(long sequence, Predicate<SegmentAppend> wanted) {
        for (KeptSegment segment : segments) {
            if (segment.summary().firstSequence() <= sequence
                    && segment.summary().lastSequence() >= sequence) {
                Optional<InclusionProof> proof = inclusion(sequence, wanted, segment);
                if (proof.isPresent()) {
                    return proof;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<InclusionProof> inclusion(
            long sequence, Predicate<SegmentAppend> wanted, KeptSegment segment) {
        try {
            // The hashes beside the leaf are mostly of one tile, and each asks for it.
            Map<Long, Optional<byte[]>> tiles = new HashMap<>();
            SegmentLeaves leaves = new SegmentLeaves(segment.file());
            for (SegmentLeaves.Leaf leaf = leaves.next(); leaf != null; leaf = leaves.next()) {
                SegmentAppend append = leaf.append();
                if (append != null && append.lastSequence() >= sequence) {
                    return append.firstSequence() <= sequence && wanted.test(append)
                            ? Optional.of(
                                    inclusion(
                                            append,
                                            leaf.index(),
                                            tile -> tiles.computeIfAbsent(tile, this::tile)))
                            : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException
                | NoteException
                | MalformedSegmentException
                | MalformedEntryException e) {
            throw new NotaryException(
                    "segment %s cannot be read: %s"
                            .formatted(segment.file().path().getFileName(), e.getMessage()),
                    e);
        }
    }

    private InclusionProof inclusion(
            SegmentAppend append, long index, LongFunction<Optional<byte[]>> tiles) {
        return append instanceof Erased erased
                ? proofs.inclusion(new ErasedLeaf(erased.leafHash(), words(erased)), index, tiles)
                : proofs.inclusion(append.leaf(), index, tiles);
    }

    private String words(Erased append) {
        String what =
                "events %d to %d, samples of server %s, "
                        .formatted(
                                append.firstSequence(), append.lastSequence(), append.serverId());
        return what
                + erasures.stream()
                        .filter(each -> each.sequence() == append.erasure())
                        .findFirst()
                        .map(Erasure::toString)
                        .orElse("erased by event " + append.erasure());
    }

    /** Hashes of all leaves of that tile; nothing where one is not known. */
    private Optional<byte[]> tile(long tile) {
        byte[] hashes = new byte[PER_TILE * TreeHash.BYTES];
        boolean[] known = new boolean[PER_TILE];
        long first = tile * PER_TILE;
        for (KeptSegment segment : segments) {
            if (segment.file().first() < first + PER_TILE && segment.file().end() > first) {
                fill(segment, first, hashes, known);
            }
        }
        for (boolean each : known) {
            if (!each) {
                return Optional.empty();
            }
        }
        return Optional.of(hashes);
    }

    private static void fill(KeptSegment segment, long first, byte[] hashes, boolean[] known) {
        TreeHash hash = new TreeHash();
        try {
            SegmentLeaves leaves = new SegmentLeaves(segment.file());
            for (SegmentLeaves.Leaf leaf = leaves.next();
                    leaf != null && leaf.index() < first + PER_TILE;
                    leaf = leaves.next()) {
                if (leaf.index() < first) {
                    continue;
                }
                byte[] found = leaf.hash(hash);
                if (found != null) {
                    int place = (int) (leaf.index() - first);
                    System.arraycopy(found, 0, hashes, place * TreeHash.BYTES, TreeHash.BYTES);
                    known[place] = true;
                }
            }
        } catch (IOException e) {
            throw new NotaryException("segment %s: %s".formatted(segment.file().path(), e), e);
        }
    }
}
