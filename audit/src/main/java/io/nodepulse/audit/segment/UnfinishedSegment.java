package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.DurableFile;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.segment.SegmentFolder.Prover;
import io.nodepulse.events.segment.SegmentWriter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A segment that is written beside the place that it is to take. It takes it when it is whole, on
 * disk and proven; what ends in between is ended by {@link SegmentFolder#finish}.
 *
 * @param kept the place
 */
record UnfinishedSegment(SegmentFile kept) {

    /** Beside the name of what is to be replaced, of a {@link DurableFile} as of a segment. */
    static final String NEXT = ".next";

    private static final int BUFFER = 1 << 16;

    private SegmentFile next() {
        Path path = kept.path().resolveSibling(kept.path().getFileName() + NEXT);
        return new SegmentFile(path, kept.first(), kept.end());
    }

    /**
     * Writes it, and reads it back. Nothing of it stays where that fails: another round may end at
     * another leaf, under another name, and a full disk would fill up with halves.
     *
     * @return what proves it
     * @throws SegmentsException if what is read back is not what is proven
     * @throws IOException if the disk fails or is full
     */
    RangeProof write(SegmentWriter writer, Prover prover) throws IOException {
        SegmentFile written = next();
        Files.deleteIfExists(written.path());
        try {
            write(written.path(), writer);
            RangeProof proof = prover.prove(written.open().digest());
            RangeProof read = RangeProof.parse(proof.toString().getBytes(StandardCharsets.UTF_8));
            check(written, read);
            return read;
        } catch (IOException | RuntimeException e) {
            discard(e);
            throw e;
        }
    }

    /**
     * Removes it.
     *
     * @param why that is known already; it is told if the file stays
     */
    void discard(Exception why) {
        DurableFile.discard(next().path(), why);
    }

    /**
     * Takes the place. An object of a bucket is of what was there before: it is forgotten first, so
     * that what takes the place goes there.
     */
    SegmentFile takePlace(RangeProof proof) throws IOException {
        DurableFile.replace(kept.proofPath(), proof.toString());
        return takePlace();
    }

    /** The same where its proof is there already. */
    SegmentFile takePlace() throws IOException {
        Files.deleteIfExists(kept.objectPath());
        Files.move(next().path(), kept.path(), StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceName(kept.path());
        return new SegmentFile(kept.path(), kept.first(), kept.end());
    }

    /** Whether it is what the proof is of that lies beside the place. */
    boolean isProven() throws IOException {
        try {
            return Files.exists(kept.proofPath()) && next().mismatch(kept.proof()).isEmpty();
        } catch (NoteException e) {
            return false; // it was cut off, and is of no segment that has its name
        }
    }

    private static void check(SegmentFile written, RangeProof proof) throws IOException {
        Optional<String> mismatch = written.mismatch(proof);
        if (mismatch.isPresent()) {
            throw new SegmentsException(
                    "what was written to %s is not what was signed: %s"
                            .formatted(written.path(), mismatch.get()));
        }
    }

    private static void write(Path file, SegmentWriter writer) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            writer.write(out);
            out.flush();
            channel.force(true);
        }
    }
}
