package io.nodepulse.audit.segment;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.segment.SegmentDirectory;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One shard of a real Valkey with a notary and segments: a scrape of a server each 15 s from noon
 * on. What is in a segment stays in Valkey for half an hour.
 */
final class SegmentedShard implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final int PER_HOUR = 240;

    private static final Duration HOT = Duration.ofMinutes(30);
    private static final int MAX_SAMPLES = 1_000_000;
    private static final int LEVEL = 3;

    private final Path directory;
    private final UUID server = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();
    private final Path folder;
    private final @Nullable Path personsKey;
    private final String namespace = "test-" + UUID.randomUUID();
    private ValkeyEventStore store;
    private Notary notary;
    private Segments segments;
    private int scrapes;
    private boolean hasNeighbour;

    SegmentedShard(Path folder) {
        this(folder, null);
    }

    /**
     * @param personsKey file under which what is written of persons is sealed; null where it is not
     */
    @SuppressWarnings("NullAway.Init") // open() sets the rest
    SegmentedShard(Path folder, @Nullable Path personsKey) {
        this.folder = folder;
        this.personsKey = personsKey;
        this.directory = folder.resolve("segments");
        open();
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "s", "0".repeat(64), NOON)));
    }

    private void open() {
        this.store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace)
                                .withShards(1),
                        new SegmentDirectory(directory),
                        (appends, took) -> {},
                        personsKey);
        this.notary =
                Notary.open(folder.resolve("audit"), Optional.empty(), new StoreAppends(store));
        SegmentSettings settings =
                new SegmentSettings(directory, HOT, Duration.ofHours(1), MAX_SAMPLES, LEVEL);
        try {
            this.segments = new Segments(store, notary, directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Valkey loses everything, and another process comes up. */
    void loseValkey() {
        store.connection().getKeys().deleteByPattern("*" + namespace + "*");
        close();
        open();
    }

    Path directory() {
        return directory;
    }

    UUID server() {
        return server;
    }

    ValkeyEventStore store() {
        return store;
    }

    Notary notary() {
        return notary;
    }

    Segments segments() {
        return segments;
    }

    List<SegmentFile> files() throws IOException {
        return SegmentFolder.of(directory, 0).list();
    }

    /** The next hours of scrapes, each hour in a segment of its own, and out of Valkey when old. */
    void hours(int count) {
        for (int hour = 0; hour < count; hour++) {
            for (int number = 0; number < PER_HOUR; number++) {
                scrape();
            }
            notary.seal(0);
            while (segments.make(0, now())) {
                // until all is in segments
            }
        }
    }

    /** Its name differs, so that names come and go. */
    void scrape() {
        Instant at = now();
        Appends.append(
                store,
                server,
                List.of(
                        new ProcessSampled(server, at, "java", 1, scrapes * 0.3, 4096L * scrapes),
                        new ProcessSampled(server, at, "job-" + scrapes / 7, 2, 0.01, 1)));
        if (hasNeighbour) {
            Appends.append(
                    store,
                    neighbour,
                    List.of(new ProcessSampled(neighbour, at, "perl", 1, scrapes * 0.1, 8192L)));
        }
        scrapes++;
    }

    /** From now on another server is scraped, too. */
    void withNeighbour() {
        Appends.append(
                store,
                neighbour,
                List.of(new ServerRegistered(neighbour, "n", "0".repeat(64), now())));
        hasNeighbour = true;
    }

    UUID neighbour() {
        return neighbour;
    }

    /** Valkey loses the index by which erasures are found. */
    void loseIndexOfErasures() {
        store.connection().getKeys().deleteByPattern("*" + namespace + "*=erasure");
    }

    /** Another process comes up, whatever this one was doing. */
    void restart() {
        close();
        open();
    }

    /** Ada has the history of the server erased, which is signed; the sequence of the event. */
    long erase() {
        Appends.append(
                store,
                server,
                List.of(new HistoryErased(server, "s", now())),
                new Actor(Actor.person("ada"), "192.0.2.7"));
        long erasure = store.shard(0).head();
        notary.seal(0);
        return erasure;
    }

    /** What the care of the store does in a round: segments, erasure, retirement. */
    void round() {
        while (segments.make(0, now())) {
            // until all is in segments
        }
        StoreMaintenance maintenance = maintenance();
        maintenance.start();
        maintenance.erase();
        maintenance.stop();
    }

    Instant now() {
        return NOON.plusSeconds(15L * scrapes);
    }

    void trim() {
        StoreMaintenance maintenance = maintenance();
        maintenance.start();
        maintenance.trim();
        maintenance.stop();
    }

    private StoreMaintenance maintenance() {
        return new StoreMaintenance(
                store,
                Optional.of(notary),
                Optional.of(segments),
                new MaintenanceSettings(
                        Duration.ofDays(7), HOT, Duration.ofDays(1), Duration.ofDays(1)),
                this::now);
    }

    /** Canonical bytes by last sequence, as Valkey gives them. */
    Map<Long, byte[]> inValkey() {
        Map<Long, byte[]> leaves = new TreeMap<>();
        new StoreAppends(store)
                .after(0, 0, 10_000)
                .forEach(append -> leaves.put(append.lastSequence(), append.leaf().orElseThrow()));
        return leaves;
    }

    @Override
    public void close() {
        notary.close();
        store.close();
    }
}
