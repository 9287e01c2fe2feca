package io.nodepulse.trials.torture;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.trials.torture.SegmentsView.ShardView;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What is left of segments after a run: in the folder, in the bucket, and what rests on them. */
final class SegmentReckoning {

    private final Victims victims;
    private final ApiClient api;
    private final Path directory;
    private final Consumer<String> out;

    /**
     * @param directory for copies of what is in the bucket
     */
    SegmentReckoning(Victims victims, Path directory, Consumer<String> out) {
        this.victims = victims;
        this.api = new ApiClient(victims.auditAddress());
        this.directory = directory;
        this.out = out;
    }

    /** Whether each is what was signed, and where it has to be; how many depends on the time. */
    boolean areProven() throws IOException, InterruptedException {
        AtomicReference<String> said = new AtomicReference<>("no answer");
        boolean well =
                Waiting.until(
                        () -> {
                            SegmentsView view = SegmentsView.now(api);
                            said.set(view.toString());
                            return view.isWell();
                        });
        KeptSegments kept = KeptSegments.in(victims.segments().directory());
        out.accept("segments:    " + kept + (well ? "" : "; NOT WELL: " + said.get()));
        boolean inBucket = victims.segments().bucket().isEmpty() || areInBucket();
        return well && kept.unproven().isEmpty() && inBucket;
    }

    /** One may be made and brought while they are compared. */
    private boolean areInBucket() throws InterruptedException {
        BucketPart bucket = victims.segments().bucket().orElseThrow();
        AtomicReference<String> said = new AtomicReference<>("cannot be read");
        boolean right =
                Waiting.until(
                        () -> {
                            KeptObjects kept =
                                    KeptObjects.of(
                                            bucket.objects(),
                                            victims.segments().directory(),
                                            directory.resolve("objects"));
                            said.set(kept.toString());
                            return kept.isRight();
                        });
        out.accept("bucket:      " + said.get());
        return right;
    }

    /**
     * Whether all that Valkey has forgotten is in segments.
     *
     * @param read samples of those that were read
     */
    boolean hasTrimmed(SegmentsView view, long read) {
        List<ShardView> missing =
                view.shards().stream()
                        .filter(
                                shard ->
                                        shard.trimmed() > shard.through()
                                                || (shard.gone() > 0 && !victims.mayLose()))
                        .toList();
        out.accept(
                "trimmed:     %d samples read that segments alone have%s"
                        .formatted(read, missing.isEmpty() ? "" : "; NOT IN SEGMENTS: " + missing));
        return missing.isEmpty();
    }
}
