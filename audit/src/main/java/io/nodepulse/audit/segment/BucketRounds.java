package io.nodepulse.audit.segment;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Keeps segments in a bucket, in a thread of its own: a bucket that does not answer holds up
 * neither sealing nor making more of them. After a round that failed it waits, twice as long each
 * time.
 */
public final class BucketRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BucketRounds.class);

    /** What is in the bucket is compared with what is known so often. */
    private static final Duration BETWEEN_COMPARISONS = Duration.ofHours(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 10;

    private final List<ShardObjects> shards;
    private final List<ShardSegments> segments;
    private final long cacheBytes;
    private final Duration every;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("segments-to-bucket").daemon().factory());
    private volatile boolean running;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private Instant comparedAt = Instant.MIN;

    /**
     * @param cacheBytes so much of what is in the bucket stays in the folder
     * @param every how often it is tried
     */
    BucketRounds(
            Segments all,
            S3Bucket bucket,
            long cacheBytes,
            Duration every,
            InstantSource clock,
            MeterRegistry meters) {
        this.segments = IntStream.range(0, all.shards()).mapToObj(all::shard).toList();
        this.shards =
                IntStream.range(0, all.shards())
                        .mapToObj(shard -> all.inBucket(shard, bucket))
                        .toList();
        this.cacheBytes = cacheBytes;
        this.every = every;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void start() {
        running = true;
        // round reports everything, so nobody needs to look at the future
        var _ =
                timer.scheduleWithFixedDelay(
                        this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Compares where that is due, and brings what waits; nothing while it waits after a failure.
     */
    void round() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        boolean compare = !now.isBefore(comparedAt.plus(BETWEEN_COMPARISONS));
        boolean done = true;
        for (int shard = 0; shard < shards.size(); shard++) {
            done &= tried(shard, compare || !segments.get(shard).isComplete());
        }
        if (done) {
            failures = 0;
            notBefore = Instant.MIN;
            comparedAt = compare ? now : comparedAt;
        } else {
            long times = 1L << Math.min(failures++, MOST_DOUBLINGS);
            Duration wait = every.multipliedBy(times);
            notBefore = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
        dropFiles();
    }

    private boolean tried(int number, boolean compare) {
        ShardSegments shard = segments.get(number);
        try {
            if (compare) {
                new BucketComparison(shards.get(number)).run();
            }
            for (KeptSegment waiting : shard.waiting()) {
                new BucketUpload(shards.get(number)).bring(waiting);
                count("done");
            }
            shard.troubles().awaiting(null);
            return true;
        } catch (EventStoreUnavailableException e) {
            log.warn("the bucket of shard {} waits for Valkey: {}", number, e.getMessage());
        } catch (IOException | UncheckedIOException | SegmentsException | NoteException e) {
            count("failed");
            shard.troubles().awaiting(e.getMessage());
            log.warn("segments of shard {} do not reach the bucket: {}", number, e.getMessage());
        } catch (RuntimeException e) {
            count("failed");
            shard.troubles().awaiting(e.toString());
            log.error("segments of shard {} do not reach the bucket", number, e);
        }
        return false;
    }

    private void count(String outcome) {
        meters.counter("nodepulse.segments.brought", "outcome", outcome).increment();
    }

    /** The oldest ones that are in the bucket, too, as far as they are more than the cache. */
    private void dropFiles() {
        long left = cacheBytes;
        List<KeptSegment> newestFirst =
                segments.stream()
                        .flatMap(shard -> shard.all().stream().filter(kept -> !shard.waits(kept)))
                        .sorted(
                                Comparator.comparing(
                                                (KeptSegment kept) ->
                                                        kept.summary().lastSampledAt())
                                        .reversed())
                        .toList();
        for (KeptSegment kept : newestFirst) {
            left -= Files.exists(kept.file().path()) ? kept.bytes() : 0;
            if (left < 0) {
                drop(kept);
            }
        }
    }

    private static void drop(KeptSegment kept) {
        try {
            Files.deleteIfExists(kept.file().path());
        } catch (IOException e) {
            log.warn("{} cannot be removed: {}", kept.file().path(), e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
