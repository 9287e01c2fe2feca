package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.audit.Appends;
import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.bucket.TestBucket;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.Relay;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.ChosenArchive;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.HistoryItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A real Valkey with one shard, a scrape of a server each 15 s from noon on, and a real bucket. The
 * history is compared with what it was before anything was trimmed.
 */
class BucketSegmentsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final DataSize ALL = DataSize.ofGigabytes(1);
    private static final DataSize NOTHING = DataSize.ofBytes(0);
    private static final int PER_HOUR = 240;

    @TempDir Path folder;

    private final UUID server = UUID.randomUUID();
    private final TestBucket objects = new TestBucket();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ChosenArchive archive = new ChosenArchive(SegmentArchive.NONE);
    private Instant now = NOON;
    private ValkeyServer valkey;
    private ValkeyEventStore store;
    private Notary notary;
    private S3Bucket bucket;
    private Segments segments;
    private BucketRounds rounds;

    @BeforeEach
    void begin() throws IOException {
        valkey = ValkeyServer.start(ValkeyOptions.in(folder.resolve("data")));
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(valkey.uri())
                                .withShards(1)
                                .withTimeout(Duration.ofSeconds(10)),
                        archive,
                        (appends, took) -> {});
        notary = Notary.open(folder.resolve("audit"), Optional.empty(), new StoreAppends(store));
        start(objects.settings(ALL));
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "s", "0".repeat(64), NOON)));
    }

    @AfterEach
    void end() {
        bucket.close();
        objects.close();
        notary.close();
        store.close();
        valkey.close();
    }

    /** As a service that starts: with what the folder has, and nothing else. */
    private void start(BucketSettings settings) throws IOException {
        if (bucket != null) {
            bucket.close();
        }
        bucket = S3Bucket.open(settings);
        Path directory = folder.resolve("segments");
        segments =
                new Segments(
                        store,
                        notary,
                        directory,
                        new SegmentSettings(
                                directory, Duration.ofHours(6), Duration.ofHours(1), 1_000_000, 3),
                        bucket);
        archive.choose(segments);
        rounds =
                new BucketRounds(segments, bucket, settings.cacheBytes(), EVERY, () -> now, meters);
    }

    private void scrapes(int hours) {
        for (int number = 0; number < hours * PER_HOUR; number++) {
            Instant at = NOON.plusSeconds(15L * number);
            Appends.append(
                    store,
                    server,
                    List.of(new ProcessSampled(server, at, "java", 1, number * 0.3, 4096L)));
        }
        notary.seal(0);
    }

    private int make(int hours) {
        int made = 0;
        while (segments.make(0, NOON.plus(Duration.ofHours(hours)))) {
            made++;
        }
        return made;
    }

    /** The first round looks at the bucket, before which nothing is made; the next one brings. */
    private void madeAndBrought(int hours) {
        rounds.round();
        for (int hour = 1; hour <= hours; hour++) {
            assertThat(make(hour)).isEqualTo(1);
        }
        rounds.round();
        assertThat(segments.stopped(0)).isEmpty();
        assertThat(segments.figures(0).waiting()).isZero();
    }

    private List<HistoryItem> history() {
        List<HistoryItem> items = new ArrayList<>();
        store.history()
                .samples(server, Exporter.PROCESSES, NOON, NOON.plus(Duration.ofDays(1)), 0)
                .forEachRemaining(items::add);
        return items;
    }

    /** All that may be: all of the day was a week ago. */
    private void trim() {
        StoreMaintenance maintenance =
                new StoreMaintenance(
                        store,
                        Optional.of(notary),
                        Optional.of(segments),
                        new MaintenanceSettings(
                                RETENTION, RETENTION, Duration.ofDays(1), Duration.ofDays(1)),
                        () -> NOON.plus(RETENTION).plus(Duration.ofHours(6)));
        maintenance.start();
        maintenance.trim();
        maintenance.stop();
    }

    private List<String> names() throws IOException {
        return bucket.list("").stream().map(S3Bucket.Listed::name).sorted().toList();
    }

    private List<String> files(String ending) throws IOException {
        Path shard = folder.resolve("segments/shard-0");
        if (!Files.exists(shard)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shard)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private String first() throws IOException {
        return names().stream().filter(name -> name.endsWith(".segment")).findFirst().orElseThrow();
    }

    private long bytesOf(String name) throws IOException {
        return bucket.list(name).getFirst().bytes();
    }

    private double brought(String outcome) {
        return meters.counter("nodepulse.segments.brought", "outcome", outcome).count();
    }

    @Test
    void onlyWhatIsInTheBucketIsTrimmedAndItIsReadFromThere() throws IOException {
        start(objects.settings(NOTHING));
        scrapes(3);
        List<HistoryItem> all = history();
        assertThat(make(3)).as("before the bucket was looked at").isZero();
        rounds.round();
        assertThat(make(2)).isEqualTo(1);
        trim();
        assertThat(store.shard(0).trimmed()).as("in the folder alone").isZero();
        assertThat(segments.figures(0).waiting()).isEqualTo(1);

        rounds.round();
        trim();

        long trimmed = store.shard(0).trimmed();
        assertThat(trimmed).isBetween(400L, segments.figures(0).through());
        assertThat(files(".segment")).as("dropped").isEmpty();
        assertThat(history()).isEqualTo(all).hasSize(3 * PER_HOUR);
        assertThat(segments.place()).isEqualTo("s3://%s/a/history/".formatted(objects.name()));
        assertThat(brought("done")).isEqualTo(1);
    }

    /** As after a kill -9 between upload and trim, with the machine gone, or its disk. */
    @Test
    void aStartWithoutTheFolderKnowsWhatIsInTheBucket() throws IOException {
        scrapes(3);
        List<HistoryItem> all = history();
        madeAndBrought(2);
        List<String> before = names();
        Segments.Figures figures = segments.figures(0);
        FileSystemUtils.deleteRecursively(folder.resolve("segments"));

        start(objects.settings(NOTHING));
        assertThat(segments.figures(0).through()).isZero();
        rounds.round();

        assertThat(segments.figures(0)).isEqualTo(figures);
        assertThat(make(2)).isZero();
        trim();
        assertThat(history()).isEqualTo(all);
        assertThat(make(3)).isEqualTo(1);
        rounds.round();
        assertThat(names()).containsAll(before).hasSize(before.size() + 2);
        FileSystemUtils.deleteRecursively(folder.resolve("segments"));
        start(objects.settings(NOTHING));
        rounds.round();
        trim();
        assertThat(history()).as("of what Valkey has no longer, too").isEqualTo(all);
    }

    /** Also where the folder has no file any more; until it is in the bucket, it is not done. */
    @Test
    void whatIsErasedIsWrittenAnewInTheBucket() throws IOException {
        start(objects.settings(NOTHING));
        scrapes(3);
        madeAndBrought(2);
        assertThat(files(".segment")).isEmpty();
        List<String> before = names();
        Appends.append(
                store,
                server,
                List.of(new HistoryErased(server, "s", NOON.plus(Duration.ofHours(3)))));
        long erasure = store.shard(0).head();
        notary.seal(0);
        while (segments.make(0, NOON)) {
            // until the event is in a segment
        }

        assertThat(segments.erase(0)).as("in the folder alone").isZero();
        assertThat(segments.figures(0).waiting()).isEqualTo(3);
        start(objects.settings(NOTHING)); // as after a kill -9 before any of it is brought
        rounds.round();

        assertThat(segments.figures(0).waiting()).isZero();
        assertThat(segments.defects(0)).isZero();
        assertThat(files(".segment")).isEmpty();
        assertThat(names()).containsAll(before).hasSize(before.size() + 2);
        assertThat(segments.erase(0)).isEqualTo(erasure - 1);
        assertNothingOfTheServer();
        FileSystemUtils.deleteRecursively(folder.resolve("segments"));
        start(objects.settings(NOTHING));
        rounds.round();
        assertThat(segments.erase(0)).isEqualTo(erasure - 1);
        assertNothingOfTheServer();
    }

    private void assertNothingOfTheServer() {
        for (KeptSegment kept : segments.shard(0).all()) {
            try {
                assertThat(kept.file().open().footer().blocks()).noneMatch(BlockEntry::isOfScrapes);
                assertThat(kept.file().mismatch()).isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(history()).singleElement().isInstanceOf(HistoryItem.Erased.class);
    }

    @Test
    void aStartBetweenUploadAndItsNoteWritesNothingTwice() throws IOException {
        scrapes(1);
        madeAndBrought(1);
        String tag = bucket.list(first()).getFirst().tag();
        Instant written = modified(first());
        for (String note : files(".object")) {
            Files.delete(folder.resolve("segments/shard-0").resolve(note));
        }

        start(objects.settings(ALL));
        assertThat(segments.figures(0).waiting()).isEqualTo(1);
        rounds.round();

        assertThat(segments.figures(0).waiting()).isZero();
        assertThat(bucket.list(first()).getFirst().tag()).isEqualTo(tag);
        assertThat(modified(first())).isEqualTo(written);
    }

    /** Also after a disk that was full: the note could not be written whole. */
    @Test
    void aStartInTheMidstOfTheNoteGoesOn() throws IOException {
        scrapes(1);
        madeAndBrought(1);
        Path shard = folder.resolve("segments/shard-0");
        for (String note : files(".object")) {
            Files.move(shard.resolve(note), shard.resolve(note + ".next"));
        }

        start(objects.settings(ALL));
        rounds.round();

        assertThat(segments.stopped(0)).isEmpty();
        assertThat(segments.figures(0).waiting()).isZero();
        assertThat(files(".next")).isEmpty();
        assertThat(files(".object")).hasSize(1);
    }

    private Instant modified(String name) {
        return objects.client()
                .headObject(head -> head.bucket(objects.name()).key("a/history/" + name))
                .lastModified();
    }

    @Test
    void aBucketThatIsAwayHoldsUpNothingButTrimming() throws IOException {
        AtomicReference<Flow> flow = new AtomicReference<>(Flow.OPEN);
        try (Relay wire = Relay.to(objects.port(), flow::get)) {
            start(objects.through(wire.port(), Duration.ofSeconds(2)));
            scrapes(3);
            List<HistoryItem> all = history();
            madeAndBrought(1);
            long through = segments.figures(0).through();
            flow.set(Flow.STALLED);
            wire.obey();
            assertThat(make(2)).isEqualTo(1);
            rounds.round();
            assertThat(segments.stopped(0).orElseThrow()).contains("s3://" + objects.name());
            flow.set(Flow.CUT);
            wire.obey();
            now = now.plus(EVERY);
            rounds.round();
            assertThat(make(3)).isEqualTo(1);

            trim();

            assertThat(segments.figures(0).through()).isEqualTo(through);
            assertThat(store.shard(0).trimmed()).isBetween(200L, through);
            assertThat(segments.figures(0).waiting()).isEqualTo(2);
            assertThat(brought("failed")).isEqualTo(2);
            flow.set(Flow.OPEN);
            now = now.plus(EVERY);
            rounds.round();
            assertThat(brought("failed")).as("it waits two rounds").isEqualTo(2);
            assertThat(segments.figures(0).waiting()).isEqualTo(2);
            now = now.plus(EVERY);
            rounds.round();
            assertThat(segments.stopped(0)).isEmpty();
            assertThat(segments.figures(0).waiting()).isZero();
            trim();
            assertThat(store.shard(0).trimmed()).isGreaterThan(through);
            assertThat(history()).isEqualTo(all);
        }
    }

    @Test
    void anObjectThatIsMissingComesAgainFromTheFolder() throws IOException {
        scrapes(1);
        madeAndBrought(1);
        List<String> before = names();
        before.forEach(objects::remove);

        now = now.plus(Duration.ofHours(1));
        rounds.round();

        assertThat(names()).isEqualTo(before);
        assertThat(segments.stopped(0)).isEmpty();
    }

    @Test
    void anObjectThatIsMissingIsMadeAgainFromValkey() throws IOException {
        start(objects.settings(NOTHING));
        scrapes(3);
        List<HistoryItem> all = history();
        madeAndBrought(3);
        List<String> before = names();
        String second = before.stream().filter(n -> n.endsWith(".segment")).toList().get(1);
        objects.remove(second);

        now = now.plus(Duration.ofHours(1));
        rounds.round();
        assertThat(segments.figures(0).through()).isLessThan(2 * PER_HOUR);
        assertThat(make(3)).isEqualTo(1);
        rounds.round();

        assertThat(names()).isEqualTo(before);
        trim();
        assertThat(history()).isEqualTo(all);
    }

    @Test
    void anObjectThatIsGoneForGoodIsNamed() throws IOException {
        start(objects.settings(NOTHING));
        scrapes(2);
        madeAndBrought(2);
        trim();
        String first = first();
        objects.remove(first);

        now = now.plus(Duration.ofHours(1));
        rounds.round();

        assertThat(segments.stopped(0).orElseThrow()).endsWith(first + " is missing");
        assertThat(segments.defects(0)).isEqualTo(1);
        assertThat(history().getFirst())
                .isInstanceOfSatisfying(
                        HistoryItem.Unreadable.class,
                        item -> assertThat(item.reason()).contains("is not there"));
    }

    @Test
    void anObjectThatWasCutShortIsWrittenAgain() throws IOException {
        scrapes(1);
        madeAndBrought(1);
        String first = first();
        byte[] whole = bucket.get(first);
        bucket.put(first, Arrays.copyOf(whole, whole.length / 2));

        now = now.plus(Duration.ofHours(1));
        rounds.round();

        assertThat(bucket.get(first)).isEqualTo(whole);
        assertThat(segments.stopped(0)).isEmpty();
    }

    /** Nobody but this asks for it before the folder is lost, and then it is too late. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, Integer.MAX_VALUE})
    void aProofThatWasCutShortOrReplacedIsWrittenAgain(int length) throws IOException {
        scrapes(2);
        madeAndBrought(2);
        String name = SegmentFile.proofName(first());
        byte[] whole = bucket.get(name);
        byte[] spoiled = Arrays.copyOf(whole, Math.min(length, whole.length));
        if (length > whole.length) {
            spoiled[whole.length / 2] ^= 1;
        }
        bucket.put(name, spoiled);

        now = now.plus(Duration.ofHours(1));
        rounds.round();

        assertThat(bucket.get(name)).isEqualTo(whole);
        assertThat(segments.stopped(0)).isEmpty();
    }

    /** The server hands out other bytes than those it was given, once the folder has none. */
    @Test
    void anObjectThatWasAlteredIsNeverTakenForWhatWasSigned() throws IOException {
        scrapes(2);
        madeAndBrought(2);
        String first = first();
        Path bytes = objects.fileOf(bytesOf(first));
        byte[] changed = Files.readAllBytes(bytes);
        changed[changed.length / 2] ^= 1;
        Files.write(bytes, changed);
        FileSystemUtils.deleteRecursively(folder.resolve("segments"));

        start(objects.settings(NOTHING));
        rounds.round();

        assertThat(segments.stopped(0).orElseThrow()).contains(first, "was altered");
        assertThat(segments.figures(0).through()).isZero();
        trim();
        assertThat(store.shard(0).trimmed()).isZero();
        assertThat(make(2)).isEqualTo(1);
        rounds.round();
        now = now.plus(Duration.ofHours(1));
        rounds.round();
        assertThat(segments.stopped(0)).isEmpty();
        assertThat(bucket.get(first)).isNotEqualTo(changed);
    }

    @Test
    void objectsOfAnotherHistoryAreLeftAlone() throws IOException {
        scrapes(1);
        madeAndBrought(1);
        byte[] theirs = bucket.get(first());
        notary.close();
        FileSystemUtils.deleteRecursively(folder.resolve("segments"));
        notary = Notary.open(folder.resolve("other"), Optional.empty(), new StoreAppends(store));
        notary.seal(0);

        start(objects.settings(ALL));
        rounds.round();

        assertThat(segments.stopped(0).orElseThrow()).contains("is of another history");
        assertThat(make(1)).isZero();
        assertThat(bucket.get(first())).isEqualTo(theirs);
    }

    /** It came there after the bucket had been looked at. */
    @Test
    void anObjectOfAnotherHistoryIsNotWrittenOver() throws IOException {
        scrapes(1);
        rounds.round();
        make(1);
        String name = "shard-0/" + files(".segment").getFirst();
        bucket.put(name, new byte[100]);

        rounds.round();

        assertThat(segments.stopped(0).orElseThrow()).contains("is of another history");
        assertThat(bucket.get(name)).isEqualTo(new byte[100]);
        assertThat(segments.figures(0).through()).isZero();
        objects.remove(name);
        now = now.plus(Duration.ofHours(1));
        rounds.round();
        assertThat(segments.stopped(0)).isEmpty();
        assertThat(segments.figures(0).waiting()).isZero();
    }

    @Test
    void withoutTheBucketWhatIsInItAloneIsNamed() throws IOException {
        start(objects.settings(NOTHING));
        scrapes(1);
        madeAndBrought(1);
        Path directory = folder.resolve("segments");

        Segments alone =
                new Segments(
                        store,
                        notary,
                        directory,
                        new SegmentSettings(
                                directory, Duration.ofHours(6), Duration.ofHours(1), 1_000_000, 3));

        assertThat(alone.stopped(0).orElseThrow())
                .contains("alone, and nodepulse.segments.bucket is not that");
    }
}
