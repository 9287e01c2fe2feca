package io.nodepulse.audit.segment;

import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.FileSource;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.wire.MalformedEntryException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * A segment in a folder, with its proof beside it.
 *
 * @param path of the segment
 * @param first index of its first leaf in the shard's tree
 * @param end index of the leaf after its last one
 */
public record SegmentFile(Path path, long first, long end) {

    static SegmentFile in(Path folder, long first, long end) {
        return new SegmentFile(folder.resolve(new SegmentName(first, end).toString()), first, end);
    }

    /** The segment of that name; nothing where it is no name of one. */
    static Optional<SegmentFile> of(Path path) {
        return SegmentName.of(path.getFileName().toString())
                .map(name -> new SegmentFile(path, name.first(), name.end()));
    }

    /** Where its proof is. */
    public Path proofPath() {
        return path.resolveSibling(path.getFileName().toString().replace(".segment", ".proof"));
    }

    /**
     * Opens it.
     *
     * @throws MalformedSegmentException if it is none
     */
    public SegmentReader open() throws IOException {
        return SegmentReader.open(new FileSource(path));
    }

    /**
     * Its proof.
     *
     * @throws NoteException if it is none
     */
    public RangeProof proof() throws IOException {
        return RangeProof.parse(Files.readAllBytes(proofPath()));
    }

    /**
     * Reads all of it, and says what keeps it from being what its proof is of, if something does.
     * Who signed the checkpoint is not looked at.
     */
    public Optional<String> mismatch() throws IOException {
        try {
            return mismatch(proof());
        } catch (NoteException e) {
            return Optional.of("its proof, " + e.getMessage());
        }
    }

    Optional<String> mismatch(RangeProof proof) throws IOException {
        try {
            return mismatch(open(), proof);
        } catch (MalformedSegmentException | MalformedEntryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> mismatch(SegmentReader segment, RangeProof proof) throws IOException {
        if (proof.first() != first || proof.checkpoint().size() != end) {
            return Optional.of(
                    "its proof is of the leaves %d to %d"
                            .formatted(proof.first(), proof.checkpoint().size()));
        }
        if (!proof.isOf(segment.digest())) {
            return Optional.of("its proof is of another file");
        }
        Iterator<SegmentAppend> appends = segment.appends();
        return proof.mismatch(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return appends.hasNext();
                    }

                    @Override
                    public byte[] next() {
                        return appends.next().leaf();
                    }
                });
    }
}
