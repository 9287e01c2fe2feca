package io.nodepulse.audit.store;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.retention.Retention;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Seals new entries, keeps them in segments and removes retired ones, shard by shard, in one
 * background thread. While Valkey is away a round is left out; the next one catches up.
 */
public final class StoreMaintenance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoreMaintenance.class);

    private final ValkeyEventStore store;
    private final Optional<Notary> notary;
    private final Optional<Segments> segments;
    private final MaintenanceSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("store-care").daemon().factory());
    private final Growth growth = new Growth();
    private volatile boolean running;

    public StoreMaintenance(
            ValkeyEventStore store,
            Optional<Notary> notary,
            Optional<Segments> segments,
            MaintenanceSettings settings,
            InstantSource clock) {
        this.store = store;
        this.notary = notary;
        this.segments = segments;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        every(settings.sealEvery().toMillis(), "sealing", this::seal);
        every(settings.sealEvery().toMillis(), "counting events of", this::count);
        every(settings.sealEvery().toMillis(), "making segments of", this::makeSegments);
        every(settings.sealEvery().toMillis(), "erasing from", this::erase);
        every(settings.trimEvery().toMillis(), "trimming", this::trim);
    }

    /** Removes what is past the retention now, not only at its time. */
    public void trim() {
        eachShard("trimming", this::trim);
    }

    private void every(long millis, String work, IntConsumer shardWork) {
        // eachShard catches and reports everything, so nobody needs to look at the future
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> eachShard(work, shardWork), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void eachShard(String work, IntConsumer shardWork) {
        for (int shard = 0; shard < store.shards() && running; shard++) {
            try {
                shardWork.accept(shard);
            } catch (EventStoreUnavailableException e) {
                log.warn("{} shard {} waits for the next round: {}", work, shard, e.getMessage());
            } catch (RuntimeException e) {
                log.error("{} shard {} failed", work, shard, e);
            }
        }
    }

    /** How fast events come. */
    Growth growth() {
        return growth;
    }

    /** All shards at once, in the turn of the last one. */
    private void count(int shard) {
        if (shard == store.shards() - 1) {
            growth.saw(
                    clock.instant(),
                    IntStream.range(0, store.shards())
                            .mapToLong(each -> store.shard(each).head())
                            .sum());
        }
    }

    private void seal(int shard) {
        notary.ifPresent(
                signs -> {
                    signs.seal(shard);
                    signs.stopped(shard)
                            .ifPresent(
                                    finding ->
                                            log.error(
                                                    "shard {} is not sealed: {}", shard, finding));
                });
    }

    /** Of what is signed; ingest goes on where that fails, and nothing is trimmed meanwhile. */
    private void makeSegments(int shard) {
        segments.ifPresent(
                kept -> {
                    boolean made =
                            notary.orElseThrow()
                                    .whileNothingRetires(
                                            shard, () -> kept.make(shard, clock.instant()));
                    if (made) {
                        log.info("made a segment of shard {}: {}", shard, kept.figures(shard));
                    }
                });
    }

    /** Carries out what is erased by now, not only at its time. */
    public void erase() {
        eachShard("erasing from", this::erase);
    }

    /** As often as needed: each round goes on where the last one ended, whatever ended it. */
    private void erase(int shard) {
        if (shard == EventTypes.ACCOUNT_SHARD) {
            destroyErasedPersons();
        }
        segments.ifPresent(
                kept -> {
                    Notary signs = notary.orElseThrow();
                    long through = signs.whileNothingRetires(shard, () -> kept.erase(shard));
                    Retention retention = store.shard(shard).retention();
                    long removed =
                            through <= store.shard(shard).trimmed()
                                    ? 0
                                    : signs.retire(shard, through, retention::trimThrough);
                    if (removed > 0) {
                        log.info(
                                "retired {} entries of shard {} with what is erased",
                                removed,
                                shard);
                    }
                });
    }

    /** Whatever ended an erasure early, and whatever older copy of the store came back. */
    private void destroyErasedPersons() {
        int back = store.persons().destroyErased();
        if (back > 0) {
            log.info("destroyed {} keys of persons who are erased", back);
        }
    }

    /**
     * Never what is not signed, or not in a segment where these are made; without a notary,
     * whatever is old enough.
     */
    private void trim(int shard) {
        if (settings.inValkey().isZero()) {
            return; // all is kept
        }
        Instant cut = clock.instant().minus(settings.inValkey());
        long old = store.shard(shard).retention().retirable(cut);
        long through =
                segments.map(kept -> Math.min(old, kept.figures(shard).through())).orElse(old);
        long removed =
                notary.isEmpty()
                        ? store.shard(shard).retention().trim(cut, through)
                        : notary.get()
                                .retire(
                                        shard,
                                        through,
                                        most -> store.shard(shard).retention().trim(cut, most));
        if (removed > 0) {
            log.info("retired {} entries of shard {}", removed, shard);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
