package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.DurableFile;
import io.nodepulse.audit.notary.PrivateFolder;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * *.next              of a round that did not end: where it is a segment and the proof is of it
 *                     already, it takes the segment's place at the next start, else it goes; a
 *                     proof without its segment is of such a round, too
 * </pre>
 *
 * A segment that has its name is whole, on disk and proven. One thread writes at a time.
 */
public final class SegmentFolder {

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
        makeFolder();
        UnfinishedSegment made = new UnfinishedSegment(file(first, end));
        RangeProof proof = made.write(writer, prover);
        try {
            return made.takePlace(proof);
        } catch (IOException | RuntimeException e) {
            made.discard(e);
            throw e;
        }
    }

    /** What is to take that segment's place, which is not written yet. */
    UnfinishedSegment anew(SegmentFile kept) throws IOException {
        makeFolder();
        return new UnfinishedSegment(kept);
    }

    /** Has those take their places that a round had written and proven when it was ended. */
    void finish() throws IOException {
        for (Path path : listed()) {
            String name = path.getFileName().toString();
            if (name.endsWith(UnfinishedSegment.NEXT)) {
                String wanted = name.substring(0, name.length() - UnfinishedSegment.NEXT.length());
                finish(path, SegmentName.of(wanted));
            }
        }
    }

    /** Of another round nothing is left but halves, of a segment, a proof or a note: they go. */
    private void finish(Path left, Optional<SegmentName> name) throws IOException {
        if (name.isPresent()) {
            UnfinishedSegment segment =
                    new UnfinishedSegment(file(name.get().first(), name.get().end()));
            if (segment.isProven()) {
                segment.takePlace();
                return;
            }
        }
        Files.delete(left);
    }

    /** Its name and that of the folder above must be on disk before Valkey may forget anything. */
    private void makeFolder() throws IOException {
        if (PrivateFolder.make(folder)) {
            DurableFile.forceName(folder);
            DurableFile.forceName(Objects.requireNonNull(folder.getParent(), "has a parent"));
        }
    }
}
