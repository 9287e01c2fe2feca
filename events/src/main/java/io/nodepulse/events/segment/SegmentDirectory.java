package io.nodepulse.events.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The segments in a folder, one below it for each shard, as others put them there. Looks anew each
 * time; what a file is of is read once: one that takes its place is of the same numbers.
 * Thread-safe.
 */
public final class SegmentDirectory implements SegmentArchive {

    private final Path directory;
    private final ConcurrentMap<Path, ArchivedSegment> known = new ConcurrentHashMap<>();

    public SegmentDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<ArchivedSegment> of(int shard) throws IOException {
        List<ArchivedSegment> segments = new ArrayList<>();
        for (Path file : files(directory.resolve(SegmentName.folder(shard)))) {
            segments.add(segment(file));
        }
        return segments;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> SegmentName.of(nameOf(file)).isPresent())
                    .sorted(Comparator.comparing(SegmentDirectory::firstLeaf))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static long firstLeaf(Path file) {
        return SegmentName.of(nameOf(file)).orElseThrow().first();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private ArchivedSegment segment(Path file) throws IOException {
        ArchivedSegment segment = known.get(file);
        if (segment == null) {
            FileSource source = new FileSource(file);
            segment = new ArchivedSegment(nameOf(file), SegmentReader.summary(source), source);
            known.put(file, segment);
        }
        return segment;
    }
}
