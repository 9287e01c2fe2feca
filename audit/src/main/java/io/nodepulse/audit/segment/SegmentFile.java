package io.nodepulse.audit.segment;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.FileSource;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSource;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * A segment in a folder, with its proof beside it; where there is a copy of it, the file may be
 * gone.
 *
 * @param path of the segment
 * @param first index of its first leaf in the shard's tree
 * @param end index of the leaf after its last one
 * @param copy what is read where the file is not there
 */
public record SegmentFile(Path path, long first, long end, @Nullable SegmentCopy copy) {

    private static final String OBJECT = ".object";

    SegmentFile(Path path, long first, long end) {
        this(path, first, end, null);
    }

    static SegmentFile in(Path folder, long first, long end) {
        return new SegmentFile(folder.resolve(new SegmentName(first, end).toString()), first, end);
    }

    /** The segment of that name, or of what is noted of its object; nothing where it is none. */
    static Optional<SegmentFile> of(Path path) {
        String name = path.getFileName().toString();
        String segment =
                name.endsWith(OBJECT)
                        ? name.substring(0, name.length() - OBJECT.length()) + ".segment"
                        : name;
        return SegmentName.of(segment)
                .map(
                        known ->
                                new SegmentFile(
                                        path.resolveSibling(segment), known.first(), known.end()));
    }

    /** The same with a copy somewhere else. */
    SegmentFile with(SegmentCopy elsewhere) {
        return new SegmentFile(path, first, end, elsewhere);
    }

    /** Where its proof is. */
    public Path proofPath() {
        return path.resolveSibling(proofName(path.getFileName().toString()));
    }

    static String proofName(String segment) {
        return segment.replace(".segment", ".proof");
    }

    /** Where it is noted what its object in a bucket is. */
    Path objectPath() {
        return path.resolveSibling(path.getFileName().toString().replace(".segment", ".object"));
    }

    /**
     * Opens it.
     *
     * @throws MalformedSegmentException if it is none
     */
    public SegmentReader open() throws IOException {
        return SegmentReader.open(source());
    }

    SegmentSource source() {
        FileSource file = new FileSource(path);
        return copy == null ? file : new CachedSource(file, copy.source());
    }

    /**
     * Its proof.
     *
     * @throws NoteException if it is none
     */
    public RangeProof proof() throws IOException {
        return RangeProof.parse(proofBytes());
    }

    byte[] proofBytes() throws IOException {
        try {
            return Files.readAllBytes(proofPath());
        } catch (NoSuchFileException e) {
            if (copy == null) {
                throw e;
            }
            return copy.proof();
        }
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
        return mismatch(source(), proof);
    }

    /** The same of a segment of that name that is somewhere else. */
    Optional<String> mismatch(SegmentSource source, RangeProof proof) throws IOException {
        try {
            return mismatch(SegmentReader.open(source), proof);
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
        TreeHash hash = new TreeHash();
        return proof.mismatch(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return appends.hasNext();
                    }

                    @Override
                    public byte[] next() {
                        return SegmentLeaves.hash(appends.next(), hash);
                    }
                });
    }
}
