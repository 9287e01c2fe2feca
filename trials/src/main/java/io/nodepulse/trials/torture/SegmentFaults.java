package io.nodepulse.trials.torture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What breaks segments while they are made. */
final class SegmentFaults {

    private static final List<Moment> WHILE_MADE =
            List.of(Moment.BEGUN, Moment.WRITTEN, Moment.PROVEN);

    /** Valkey has it still: trimming is of the same thread, or of what is noted alone. */
    private static final List<Moment> BEFORE_TRIM =
            List.of(Moment.NAMED, Moment.SENT, Moment.BROUGHT, Moment.NOTED);

    private static final String UNFINISHED = ".segment.next";

    private SegmentFaults() {}

    /** Fills the disk of the segments until that is named. */
    static Outcome fillDisk(Scene scene) throws IOException, InterruptedException {
        SmallDisk disk = scene.segments().disk().orElseThrow();
        return SegmentTroubles.until(
                scene, "full", "No space left on device", disk::fill, disk::free);
    }

    /**
     * Kills the services while they write a segment, and cuts off what they had written, as after a
     * power failure.
     */
    static Outcome cut(Scene scene) throws IOException, InterruptedException {
        scene.victims().awaitServices(Waiting.LONGEST_RECOVERY);
        Moment moment = scene.pick(WHILE_MADE);
        Path directory = scene.segments().directory();
        try (FolderWatch watch = FolderWatch.on(directory)) {
            Optional<Path> file = watch.await(moment, SegmentTroubles.LONGEST_WAIT);
            if (file.isEmpty()) {
                return none(moment);
            }
            List<String> left = new ArrayList<>();
            scene.audited().kill(() -> left.addAll(cutIn(directory, scene.random())));
            String killed = "killed when %s was %s".formatted(file.get().getFileName(), moment);
            return left.isEmpty()
                    ? Outcome.missed(killed + ", and it had its name already")
                    : Outcome.hit(killed + "; " + String.join(", ", left));
        }
    }

    private static List<String> cutIn(Path directory, Random random) throws IOException {
        List<String> said = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(SegmentFaults::isUnfinished).toList()) {
                int bytes = (int) Files.size(file);
                int left = bytes == 0 ? 0 : random.nextInt(bytes);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(left);
                }
                said.add("%s cut from %d bytes to %d".formatted(file.getFileName(), bytes, left));
            }
        }
        return said;
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(UNFINISHED);
    }

    /** Kills the services when a segment is where it has to be, or as good as that. */
    static Outcome killBeforeTrim(Scene scene) throws IOException, InterruptedException {
        scene.victims().awaitServices(Waiting.LONGEST_RECOVERY);
        SegmentsPart segments = scene.segments();
        Moment moment =
                segments.bucket().isPresent() ? scene.pick(BEFORE_TRIM) : BEFORE_TRIM.getFirst();
        Path directory = moment == Moment.SENT ? scene.bucket().files() : segments.directory();
        try (FolderWatch watch = FolderWatch.on(directory)) {
            Optional<Path> file = watch.await(moment, SegmentTroubles.LONGEST_WAIT);
            if (file.isEmpty()) {
                return none(moment);
            }
            scene.audited().kill();
            return Outcome.hit(
                    "killed when %s was %s".formatted(directory.relativize(file.get()), moment));
        }
    }

    private static Outcome none(Moment moment) {
        return Outcome.missed(
                "none was %s in %d s".formatted(moment, SegmentTroubles.LONGEST_WAIT.toSeconds()));
    }
}
