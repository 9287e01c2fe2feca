package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.DurableFile;
import io.nodepulse.audit.notary.PrivateFolder;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.SegmentName;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The segments of one shard in a folder.
 *
 * <pre>
 * FIRST-END.segment   the appends whose leaves have these indexes in the shard's tree, END not among them
 * FIRST-END.proof     what proves them
 * FIRST-END.object    the segment is in a bucket; its file here may be gone
 * *.next              of a round that did not end: where the proof is of it already, it takes the
 *                     segment's place at the next start; a proof without its segment is of one, too
 * </pre>
 *
 * A segment that has its name is whole, on disk and proven. One thread writes at a time.
 */
public final class SegmentFolder {

    private static final int BUFFER = 1 << 16;
    private static final String NEXT = ".next";

    private final Path folder;

    private SegmentFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder of that shard, which is made when there is something to keep. */
    public static SegmentFolder of(Path directory, int shard) {
        return new SegmentFolder(path(directory, shard));
    }

    /** Where the segments of that shard are, if there are any. */
    public static Path path(Path directory, int shard) {
        return directory.resolve(SegmentName.folder(shard));
    }

    /** All segments whose files are here, oldest first. */
    public List<SegmentFile> list() throws IOException {
        return all().stream().filter(file -> Files.exists(file.path())).toList();
    }

    /** Those of which it is noted that they are in a bucket, too. */
    List<SegmentFile> all() throws IOException {
        return listed().stream()
                .flatMap(file -> SegmentFile.of(file).stream())
                .distinct()
                .sorted(Comparator.comparingLong(SegmentFile::first))
                .toList();
    }

    private List<Path> listed() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The segment of these leaves, whether it is here or not. */
    SegmentFile file(long first, long end) {
        return SegmentFile.in(folder, first, end);
    }

    /** Keeps what proves a segment that is somewhere else, and where that is. */
    void note(SegmentFile file, RangeProof proof, KeptObject object) throws IOException {
        makeFolder();
        DurableFile.replace(file.proofPath(), proof.toString());
        object.write(file.objectPath());
    }

    /** Makes a proof of a segment that has been written. */
    @FunctionalInterface
    interface Prover {
        RangeProof prove(byte[] digest);
    }

    /**
     * Keeps a segment: writes it and its proof, reads both back from where they are, and gives the
     * segment its name. What is there before stays where anything fails.
     *
     * @throws SegmentsException if what is read back is not what is proven
     * @throws IOException if the disk fails or is full
     */
    SegmentFile keep(SegmentWriter writer, long first, long end, Prover prover) throws IOException {
        SegmentFile kept = SegmentFile.in(folder, first, end);
        return takePlace(kept, writeNext(kept, writer, prover));
    }

    /**
     * Writes what is to take a segment's place, and reads it back.
     *
     * @return what proves it
     * @throws SegmentsException if what is read back is not what is proven
     * @throws IOException if the disk fails or is full
     */
    RangeProof writeNext(SegmentFile kept, SegmentWriter writer, Prover prover) throws IOException {
        makeFolder();
        SegmentFile written = next(kept);
        Files.deleteIfExists(written.path());
        write(written.path(), writer);
        RangeProof proof = prover.prove(written.open().digest());
        RangeProof read = RangeProof.parse(proof.toString().getBytes(StandardCharsets.UTF_8));
        check(written, read);
        return read;
    }

    /**
     * Has what was written take the segment's place. What ends in between is ended by {@link
     * #finish}. An object of a bucket is of what was there before: it is forgotten first, so that
     * what takes the place goes there.
     */
    SegmentFile takePlace(SegmentFile kept, RangeProof proof) throws IOException {
        DurableFile.replace(kept.proofPath(), proof.toString());
        return takePlace(kept);
    }

    private SegmentFile takePlace(SegmentFile kept) throws IOException {
        Files.deleteIfExists(kept.objectPath());
        Files.move(next(kept).path(), kept.path(), StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceName(kept.path());
        return SegmentFile.in(folder, kept.first(), kept.end());
    }

    private static SegmentFile next(SegmentFile kept) {
        Path path = kept.path().resolveSibling(kept.path().getFileName() + NEXT);
        return new SegmentFile(path, kept.first(), kept.end());
    }

    /** Has those take their places that a round had written and proven when it was ended. */
    void finish() throws IOException {
        for (Path path : listed()) {
            String name = path.getFileName().toString();
            if (name.endsWith(NEXT)) {
                Optional<SegmentFile> of =
                        SegmentFile.of(
                                path.resolveSibling(
                                        name.substring(0, name.length() - NEXT.length())));
                if (of.isPresent() && isProven(next(of.get()), of.get().proofPath())) {
                    takePlace(of.get());
                }
            }
        }
    }

    private static boolean isProven(SegmentFile written, Path proof) throws IOException {
        try {
            return Files.exists(proof)
                    && written.mismatch(RangeProof.parse(Files.readAllBytes(proof))).isEmpty();
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

    /** Its name and that of the folder above must be on disk before Valkey may forget anything. */
    private void makeFolder() throws IOException {
        if (PrivateFolder.make(folder)) {
            DurableFile.forceName(folder);
            DurableFile.forceName(Objects.requireNonNull(folder.getParent(), "has a parent"));
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
