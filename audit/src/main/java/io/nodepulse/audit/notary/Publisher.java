package io.nodepulse.audit.notary;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Hands the newest checkpoint of a shard to folders and witnesses after each round of sealing. One
 * that is away holds nothing up and gets the newest the next time. Thread-safe.
 */
public final class Publisher implements AutoCloseable {

    /** Somewhere that checkpoints go to. */
    interface Target {

        /** Brings the newest checkpoint of that shard there. */
        void publish(int shard, SignedNote newest) throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    private final Notary notary;
    private final MeterRegistry meters;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, String> published = new ConcurrentHashMap<>();
    private final Map<String, Long> warnedNanos = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Publishes what that notary signs from now on.
     *
     * @param places folders, and http or https addresses of witnesses
     * @param witnesses keys whose signatures are checked
     */
    public Publisher(
            Notary notary, List<String> places, List<VerifierKey> witnesses, MeterRegistry meters) {
        this.notary = notary;
        this.meters = meters;
        for (String place : places) {
            targets.put(
                    place,
                    place.startsWith("http://") || place.startsWith("https://")
                            ? new Witness(notary, URI.create(place), witnesses)
                            : new CheckpointFolder(Path.of(place)));
        }
        notary.whenSealed(this::publish);
    }

    private void publish(int shard) {
        SignedNote newest = notary.newest(shard).orElse(null);
        if (newest == null) {
            return;
        }
        for (Map.Entry<String, Target> target : new ArrayList<>(targets.entrySet())) {
            String key = shard + " " + target.getKey();
            boolean known = newest.text().equals(published.get(key));
            if (!known && underWay.add(key)) {
                threads.execute(() -> publish(shard, newest, target.getKey(), target.getValue()));
            }
        }
    }

    private void publish(int shard, SignedNote newest, String place, Target target) {
        String key = shard + " " + place;
        try {
            target.publish(shard, newest);
            published.put(key, newest.text());
            count("done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            count("failed");
            warn(place, e);
        } finally {
            underWay.remove(key);
        }
    }

    private void count(String outcome) {
        meters.counter("nodepulse.audit.publications", "outcome", outcome).increment();
    }

    private void warn(String place, Exception failure) {
        long now = System.nanoTime();
        Long before = warnedNanos.get(place);
        if (before == null || now - before > BETWEEN_WARNINGS.toNanos()) {
            warnedNanos.put(place, now);
            log.warn("checkpoints do not reach {}: {}", place, failure.toString());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                log.warn("a checkpoint was still on its way at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
