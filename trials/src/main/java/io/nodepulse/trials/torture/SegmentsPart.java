package io.nodepulse.trials.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where segments are kept.
 *
 * @param directory the folder, which all services see
 * @param disk that the folder has to itself, where this user may mount one
 * @param bucket in which they are, too, where that was asked for
 */
record SegmentsPart(Path directory, Optional<SmallDisk> disk, Optional<BucketPart> bucket) {

    private static final int DISK_MEGABYTES = 64;

    /**
     * @param home for the folder, and for what the bucket's server has
     */
    static SegmentsPart start(Path home, boolean withBucket, Started started)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(home.resolve("segments"));
        Optional<SmallDisk> disk = started.disk(directory, DISK_MEGABYTES);
        return new SegmentsPart(
                directory,
                disk,
                withBucket
                        ? Optional.of(started.add(BucketPart.start(home.resolve("bucket"))))
                        : Optional.empty());
    }
}
