package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.Erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads the segments of a shard whole, and compares them with what is signed: each is proven by the
 * checkpoint beside it, which must be one of this tree. Used once.
 */
final class SegmentCheck {

    private final Notary notary;
    private final int shard;
    private final ShardProofs proofs;
    private final UnaryOperator<Supplier<Optional<String>>> steady;
    private final ErasedRanges erased = new ErasedRanges();
    private final List<Finding> findings = new ArrayList<>();
    private long appends;

    /** Of files that nobody replaces meanwhile. */
    SegmentCheck(Notary notary, int shard) {
        this(notary, shard, look -> look);
    }

    /**
     * @param steady has it looked while no segment is replaced, which is done where the first look
     *     finds something
     */
    SegmentCheck(Notary notary, int shard, UnaryOperator<Supplier<Optional<String>>> steady) {
        this.notary = notary;
        this.shard = shard;
        this.steady = steady;
        this.proofs = notary.proofs(shard);
    }

    /**
     * What was found.
     *
     * @param appends how many were recomputed
     * @param findings what is not as it was signed
     */
    record Result(long appends, List<Finding> findings) {}

    /**
     * @param segments oldest first
     * @param known what was erased, where the event of it may be in no segment yet
     * @param progress told the sequence up to which all is compared
     */
    Result run(List<KeptSegment> segments, List<Erasure> known, LongConsumer progress) {
        long end = 0;
        erased.knows(known);
        for (KeptSegment segment : segments) {
            if (segment.file().first() > end) {
                findings.add(
                        new Finding(
                                Finding.Kind.MISSING,
                                end == 0 ? 1 : proofs.lastSequence(end - 1) + 1,
                                proofs.lastSequence(segment.file().first() - 1),
                                "leaves %d to %d are in no segment"
                                        .formatted(end, segment.file().first() - 1)));
            }
            wrong(segment)
                    .flatMap(first -> steady.apply(() -> wrong(segment)).get())
                    .ifPresentOrElse(
                            why -> findings.add(finding(segment, why)),
                            () -> appends += segment.summary().appends());
            end = segment.file().end();
            progress.accept(segment.summary().lastSequence());
        }
        erased.all().forEach(range -> findings.add(finding(range)));
        return new Result(appends, findings);
    }

    private static Finding finding(ErasedRanges.Range range) {
        return new Finding(
                range.by().isPresent() ? Finding.Kind.ERASED : Finding.Kind.MISSING,
                range.first(),
                range.last(),
                range.toString());
    }

    private static Finding finding(KeptSegment segment, String why) {
        return new Finding(
                Finding.Kind.ALTERED,
                segment.summary().firstSequence(),
                segment.summary().lastSequence(),
                "segment %s: %s".formatted(segment.file().path().getFileName(), why));
    }

    private Optional<String> wrong(KeptSegment segment) {
        try {
            Optional<String> mismatch = segment.file().mismatch().or(() -> foreign(segment.file()));
            if (mismatch.isEmpty()) {
                erased.take(segment.file().open());
            }
            return mismatch;
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("it cannot be read, " + e);
        }
    }

    private Optional<String> foreign(SegmentFile file) {
        try {
            RangeProof proof = file.proof();
            proof.note().verify(notary.keys(shard));
            Checkpoint of = proof.checkpoint();
            if (of.size() > proofs.size()) {
                return Optional.of("its checkpoint is beyond what is signed");
            }
            return proofs.root(of.size())
                    .filter(root -> !Arrays.equals(root, of.root()))
                    .map(root -> "its checkpoint is of another tree");
        } catch (NoteException e) {
            return Optional.of("its checkpoint, " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
