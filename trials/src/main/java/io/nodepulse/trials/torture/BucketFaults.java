package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.Freeze;
import io.nodepulse.launcher.CommandFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What breaks the bucket of the segments. */
final class BucketFaults {

    /** How it is called where it is named. */
    private static final String SCHEME = "s3://";

    private BucketFaults() {}

    /** Lets nothing through to it, or nobody, until that is named. */
    static Outcome lose(Scene scene) throws IOException, InterruptedException {
        Flow flow = scene.pick(List.of(Flow.STALLED, Flow.CUT));
        BucketPart bucket = scene.bucket();
        return SegmentTroubles.until(
                scene,
                "its wire is " + flow,
                SCHEME,
                () -> bucket.set(flow),
                () -> bucket.set(Flow.OPEN));
    }

    /** Stops its server until that is named. */
    static Outcome freeze(Scene scene) throws IOException, InterruptedException {
        AtomicReference<Freeze> freeze = new AtomicReference<>();
        return SegmentTroubles.until(
                scene,
                "its server stands still",
                SCHEME,
                () -> freeze.set(Freeze.of(scene.bucket()::processes)),
                () -> freeze.get().close());
    }

    /** What somebody does to an object, or to the proof beside it. */
    private enum Spoiling {
        REMOVED,
        CUT,
        REPLACED,
        PROOF_REMOVED,
        PROOF_CUT;

        String of(String segment) {
            return this == PROOF_REMOVED || this == PROOF_CUT
                    ? segment.replace(".segment", ".proof")
                    : segment;
        }

        /** Returns what was done. */
        String spoil(BucketPart bucket, String object, Scene scene)
                throws IOException, InterruptedException {
            if (this == REMOVED || this == PROOF_REMOVED) {
                bucket.remove(object);
                return object + " is removed";
            }
            byte[] bytes = bucket.objects().get(object);
            if (this == REPLACED) {
                bytes[scene.random().nextInt(bytes.length)] ^= 1;
                bucket.objects().put(object, bytes);
                return object + " is replaced";
            }
            int left = scene.random().nextInt(bytes.length);
            bucket.objects().put(object, Arrays.copyOf(bytes, left));
            return "%s is cut from %d bytes to %d".formatted(object, bytes.length, left);
        }
    }

    /**
     * Spoils an object of which it is noted that it is there. A start of the services must find it,
     * name it, and write it again from the folder.
     */
    static Outcome spoil(Scene scene) throws IOException, InterruptedException {
        SegmentTroubles.awaitWell(scene);
        Optional<Path> note = anyNote(scene);
        if (note.isEmpty()) {
            return Outcome.missed(
                    "none was in the bucket in %d s"
                            .formatted(SegmentTroubles.LONGEST_WAIT.toSeconds()));
        }
        String segment =
                scene.segments()
                        .directory()
                        .relativize(note.get())
                        .toString()
                        .replace(".object", ".segment");
        Spoiling spoiling = scene.pick(List.of(Spoiling.values()));
        String object = spoiling.of(segment);
        String address = scene.bucket().objects().address(segment);
        AtomicReference<String> done = new AtomicReference<>("");
        long named = timesNamed(scene, address);
        done.set(spoiling.spoil(scene.bucket(), object, scene));
        Instant spoiled = Instant.now();
        scene.audited().kill();
        await(scene, done + ", and is not named", () -> timesNamed(scene, address) > named);
        await(scene, done + ", and is not written again", () -> isAsInFolder(scene, object));
        return Outcome.hit(
                "%s, named and written again from the folder within %d s"
                        .formatted(done, Duration.between(spoiled, Instant.now()).toSeconds()));
    }

    private static void await(Scene scene, String failure, Callable<Boolean> condition)
            throws InterruptedException {
        if (!Waiting.until(condition)) {
            throw new CommandFailedException(
                    "%s, after %d s".formatted(failure, Waiting.LONGEST_RECOVERY.toSeconds()));
        }
    }

    private static Optional<Path> anyNote(Scene scene) throws IOException, InterruptedException {
        AtomicReference<List<Path>> notes = new AtomicReference<>(List.of());
        Waiting.within(
                SegmentTroubles.LONGEST_WAIT,
                () -> {
                    try (Stream<Path> files = Files.walk(scene.segments().directory())) {
                        notes.set(
                                files.filter(file -> file.toString().endsWith(".object"))
                                        .sorted()
                                        .toList());
                    }
                    return !notes.get().isEmpty();
                });
        return notes.get().isEmpty() ? Optional.empty() : Optional.of(scene.pick(notes.get()));
    }

    /** In how many lines of the log. */
    private static long timesNamed(Scene scene, String address) throws IOException {
        try (Stream<String> lines = Files.lines(scene.audited().log())) {
            return lines.filter(line -> line.contains(address)).count();
        }
    }

    private static boolean isAsInFolder(Scene scene, String object) throws IOException {
        return Arrays.equals(
                scene.bucket().objects().get(object),
                Files.readAllBytes(scene.segments().directory().resolve(object)));
    }
}
