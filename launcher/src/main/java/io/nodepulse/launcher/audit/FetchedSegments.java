package io.nodepulse.launcher.audit;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.audit.segment.SegmentFolder;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Segments of a bucket, one at a time in a temporary folder. Not thread-safe. */
final class FetchedSegments implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("shard-(\\d{1,6})/\\d+-\\d+\\.segment");

    private final S3Bucket bucket;
    private final Path folder;

    FetchedSegments(S3Bucket bucket) throws IOException {
        this.bucket = bucket;
        this.folder = Files.createTempDirectory("nodepulse-segments-");
    }

    /** The names of the segments of each shard, oldest first. */
    SortedMap<Integer, List<String>> shards() throws IOException {
        SortedMap<Integer, List<String>> shards = new TreeMap<>();
        for (S3Bucket.Listed object : bucket.list("shard-")) {
            Matcher name = NAME.matcher(object.name());
            if (name.matches()) {
                shards.computeIfAbsent(Integer.valueOf(name.group(1)), shard -> new ArrayList<>())
                        .add(object.name());
            }
        }
        shards.values().forEach(Collections::sort);
        return shards;
    }

    /** That segment with its proof, in place of the one before. */
    SegmentFile fetch(String name) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Path shard = Files.createDirectories(SegmentFolder.path(folder, 0));
        Files.write(shard.resolve(name.substring(name.indexOf('/') + 1)), bucket.get(name));
        SegmentFile fetched = SegmentFolder.of(folder, 0).list().getFirst();
        try {
            Files.write(fetched.proofPath(), bucket.get(name.replace(".segment", ".proof")));
        } catch (NoSuchFileException e) {
            Files.write(fetched.proofPath(), new byte[0]); // no proof is none
        }
        return fetched;
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
