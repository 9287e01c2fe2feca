package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket.Listed;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what is in a bucket of one shard with what is known. Belongs to one thread. */
record BucketComparison(ShardObjects objects) {

    private static final Logger log = LoggerFactory.getLogger(BucketComparison.class);

    /**
     * Compares the list of the bucket with what is known. What is missing or was replaced comes
     * again from the folder, or is made again from Valkey; else it is a defect. What is there and
     * not known yet is proven and known from then on.
     *
     * @throws SegmentsException if something there is of another history
     * @throws IOException if the bucket does not answer
     */
    void run() throws IOException {
        objects.segments().refresh();
        Map<String, Listed> there = objects.all();
        ProofComparison proofs = ProofComparison.of(objects, there);
        List<String> defects = new ArrayList<>();
        for (KeptSegment kept : objects.segments().all()) {
            if (!objects.segments().waits(kept)) {
                compare(kept, there, proofs, defects);
            }
        }
        for (Listed object : there.values()) {
            Path name = Path.of(object.name()).getFileName();
            Optional<SegmentFile> file =
                    object.name().endsWith(".segment") ? SegmentFile.of(name) : Optional.empty();
            if (file.isPresent()) {
                adopt(objects.folder().file(file.get().first(), file.get().end()), object, defects);
            }
        }
        objects.segments().troubles().defects(defects);
        objects.segments().completed();
    }

    private void compare(
            KeptSegment kept,
            Map<String, Listed> there,
            ProofComparison proofs,
            List<String> defects)
            throws IOException {
        String name = objects.segments().name(kept.file());
        Listed object = there.get(name);
        if (object != null && object.equals(listed(kept))) {
            proofs.mend(kept, name);
            return;
        }
        String wrong =
                objects.bucket().address(name)
                        + (object == null
                                ? " is missing"
                                : " is another object, of %d bytes, than the one of %d that was proven"
                                        .formatted(object.bytes(), kept.bytes()));
        log.warn("{}", wrong);
        if (Files.exists(kept.file().path())) {
            objects.segments().sendAgain(kept);
        } else if (object != null
                && objects.wrong(kept.file(), name, kept.file().proof()).isEmpty()) {
            objects.arrived(kept, object);
        } else if (objects.segments().isInValkey(kept)) {
            objects.segments().makeAgain(kept);
        } else {
            defects.add(wrong);
        }
    }

    private static Listed listed(KeptSegment kept) {
        if (!(kept.file().copy() instanceof BucketCopy copy)) {
            throw new IllegalStateException(kept.file().path() + " is in no bucket");
        }
        return new Listed(copy.name(), copy.bytes(), copy.tag());
    }

    /** An object that a folder which is gone, or another copy of it, knew of. */
    private void adopt(SegmentFile file, Listed object, List<String> defects) throws IOException {
        if (objects.segments().all().stream().anyMatch(kept -> isSame(kept.file(), file))) {
            return;
        }
        BucketCopy copy =
                new BucketCopy(objects.bucket(), object.name(), object.bytes(), object.tag());
        try {
            RangeProof proof = RangeProof.parse(copy.proof());
            objects.requireOurs(proof, object.name());
            SegmentReader reader = SegmentReader.open(copy.source());
            Optional<String> wrong = wrong(file, object, reader, proof);
            if (wrong.isPresent()) {
                defects.add(objects.bucket().address(object.name()) + ": " + wrong.get());
                return;
            }
            KeptSegment kept =
                    new KeptSegment(file.with(copy), reader.footer().summary(), object.bytes());
            objects.segments().add(kept);
            objects.folder().note(file, proof, objects.noted(object, kept));
        } catch (NoSuchFileException | NoteException | MalformedSegmentException e) {
            defects.add(
                    "%s: %s".formatted(objects.bucket().address(object.name()), e.getMessage()));
        }
    }

    /**
     * What Valkey still has is fetched whole before it may go from there; else the footer will do.
     */
    private Optional<String> wrong(
            SegmentFile file, Listed object, SegmentReader reader, RangeProof proof)
            throws IOException {
        if (objects.segments().isBeyondTrimmed(reader.footer().summary().lastSequence())) {
            return objects.wrong(file, object.name(), proof);
        }
        return proof.isOf(reader.digest())
                ? Optional.empty()
                : Optional.of("its proof is of another file");
    }

    private static boolean isSame(SegmentFile known, SegmentFile other) {
        return known.first() == other.first() && known.end() == other.end();
    }
}
