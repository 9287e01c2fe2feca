package io.nodepulse.trials.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where segments are kept, and what proves them.
 *
 * @param directory the folder of segments, which all services see
 * @param audit the folder of the notary, which is on the same disk as with an installed server
 * @param disk that the two have to themselves, where this user may mount one
 * @param bucket in which they are, too, where that was asked for
 */
record SegmentsPart(
        Path directory, Path audit, Optional<SmallDisk> disk, Optional<BucketPart> bucket) {

    private static final int DISK_MEGABYTES = 64;

    /**
     * @param home for the folders, and for what the bucket's server has
     */
    static SegmentsPart start(Path home, boolean withBucket, Started started)
            throws IOException, InterruptedException {
        Path kept = home.resolve("kept");
        Optional<SmallDisk> disk = started.disk(kept, DISK_MEGABYTES);
        return new SegmentsPart(
                Files.createDirectories(kept.resolve("segments")),
                kept.resolve("audit"),
                disk,
                withBucket
                        ? Optional.of(started.add(BucketPart.start(home.resolve("bucket"))))
                        : Optional.empty());
    }
}
