package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.restore.CopiedValkey;
import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.segment.SegmentDirectory;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.HistoryItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One shard of a real Valkey, a scrape of a server each 15 s from noon on. */
class SegmentsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int PER_HOUR = 240;

    @TempDir Path folder;

    private final UUID server = UUID.randomUUID();
    private CopiedValkey valkey;
    private ValkeyEventStore store;
    private Notary notary;
    private Segments segments;

    @BeforeEach
    void begin() throws IOException {
        valkey = new CopiedValkey(folder);
        start();
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "s", "0".repeat(64), NOON)));
    }

    @AfterEach
    void end() {
        stop();
        valkey.close();
    }

    private void start() throws IOException {
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(valkey.uri())
                                .withShards(1)
                                .withTimeout(Duration.ofSeconds(10)),
                        new SegmentDirectory(folder.resolve("segments")),
                        (appends, took) -> {});
        notary = Notary.open(folder.resolve("audit"), Optional.empty(), new StoreAppends(store));
        segments = open(1_000_000);
    }

    private Segments open(int maxSamples) throws IOException {
        Path directory = folder.resolve("segments");
        return new Segments(
                store,
                notary,
                directory,
                new SegmentSettings(
                        directory, Duration.ofHours(6), Duration.ofHours(1), maxSamples, 3));
    }

    private void stop() {
        notary.close();
        store.close();
    }

    /** Also their names differ, so that names come and go. */
    private void scrapes(int from, int to) {
        for (int number = from; number < to; number++) {
            Instant at = NOON.plusSeconds(15L * number);
            Appends.append(
                    store,
                    server,
                    List.of(
                            new ProcessSampled(server, at, "java", 1, number * 0.3, 4096L * number),
                            new ProcessSampled(server, at, "job-" + number / 7, 2, 0.01, 1)));
        }
        notary.seal(0);
    }

    /** All that can be made; how many. */
    private int make(Instant now) {
        int made = 0;
        while (segments.make(0, now)) {
            made++;
        }
        return made;
    }

    private List<SegmentFile> files() throws IOException {
        return SegmentFolder.of(folder.resolve("segments"), 0).list();
    }

    /** Canonical bytes by last sequence, as the store gives them. */
    private Map<Long, byte[]> stored() {
        Map<Long, byte[]> leaves = new TreeMap<>();
        new StoreAppends(store)
                .after(0, 0, 10_000)
                .forEach(append -> leaves.put(append.lastSequence(), append.leaf().orElseThrow()));
        return leaves;
    }

    private Map<Long, byte[]> inSegments() throws IOException {
        Map<Long, byte[]> leaves = new TreeMap<>();
        for (SegmentFile file : files()) {
            file.open()
                    .appends()
                    .forEachRemaining(append -> leaves.put(append.lastSequence(), append.leaf()));
        }
        return leaves;
    }

    private void assertProven() throws IOException {
        for (SegmentFile file : files()) {
            assertThat(file.mismatch()).as(file.toString()).isEmpty();
            assertThat(file.proof().note().verify(notary.keys(0))).isNotEmpty();
        }
    }

    @Test
    void whatCameBeforeTheHourIsInProvenFilesThatFollowEachOther() throws IOException {
        scrapes(0, PER_HOUR + 10);
        assertThat(make(NOON.plusSeconds(3_500))).isZero();

        assertThat(make(NOON.plusSeconds(3_700))).isEqualTo(1);
        assertThat(make(NOON.plusSeconds(3_700))).isZero();
        assertThat(inSegments()).hasSize(1 + PER_HOUR);
        scrapes(PER_HOUR + 10, 3 * PER_HOUR);
        assertThat(make(NOON.plus(Duration.ofHours(3)))).isEqualTo(1);

        assertSameLeaves(inSegments(), stored());
        assertProven();
        List<SegmentFile> files = files();
        assertThat(files.get(1).first()).isEqualTo(files.get(0).end());
        assertThat(segments.figures(0).through()).isEqualTo(store.shard(0).head());
        assertThat(segments.figures(0).events()).isEqualTo(1 + 2L * 3 * PER_HOUR);
    }

    @Test
    void aSegmentEndsBeforeItTakesTooMuchMemory() throws IOException {
        segments = open(100);
        scrapes(0, PER_HOUR);

        assertThat(make(NOON.plus(Duration.ofHours(1)))).isEqualTo(5);

        assertSameLeaves(inSegments(), stored());
        assertProven();
    }

    @Test
    void aStartGoesOnWhereTheLastOneEnded() throws IOException {
        scrapes(0, PER_HOUR);
        make(NOON.plus(Duration.ofHours(1)));
        Segments.Figures before = segments.figures(0);

        segments = open(1_000_000);

        assertThat(segments.figures(0)).isEqualTo(before);
        scrapes(PER_HOUR, 2 * PER_HOUR);
        assertThat(make(NOON.plus(Duration.ofHours(2)))).isEqualTo(1);
        assertSameLeaves(inSegments(), stored());
    }

    @Test
    void onlyWhatIsInASegmentIsTrimmed() throws IOException {
        scrapes(0, 2 * PER_HOUR);
        Instant later = NOON.plus(RETENTION).plus(Duration.ofDays(1));
        Map<Long, byte[]> all = stored();

        trim(later);
        assertThat(stored()).hasSameSizeAs(all);

        make(NOON.plus(Duration.ofHours(1)));
        trim(later);

        assertThat(stored()).hasSizeLessThan(all.size() - PER_HOUR + 30);
        Map<Long, byte[]> either = inSegments();
        either.putAll(stored());
        assertSameLeaves(either, all);
        assertProven();
    }

    @Test
    void aHistoryGoesOnFromSegmentsToTheStore() throws IOException {
        scrapes(0, 2 * PER_HOUR + 20);
        List<HistoryItem> all = history(0);
        make(NOON.plus(Duration.ofHours(2)));
        trim(NOON.plus(RETENTION).plus(Duration.ofMinutes(90)));
        assertThat(store.shard(0).trimmed()).isPositive();

        assertThat(history(0)).isEqualTo(all).hasSize(2 * (2 * PER_HOUR + 20));
        assertThat(history(301)).isEqualTo(all.subList(300, all.size()));
        Instant from = NOON.plusSeconds(15 * 100);
        Instant to = NOON.plusSeconds(15 * 110);
        assertThat(listed(store.history().samples(server, Exporter.PROCESSES, from, to, 0)))
                .isEqualTo(all.subList(200, 222));
        assertThat(listed(store.history().samples(server, Exporter.HOST, NOON, to, 0))).isEmpty();
        assertThat(
                        listed(
                                store.history()
                                        .samples(
                                                UUID.randomUUID(),
                                                Exporter.PROCESSES,
                                                NOON,
                                                to,
                                                0)))
                .isEmpty();
    }

    @Test
    void aSegmentThatCannotBeReadIsNamedInTheHistory() throws IOException {
        scrapes(0, 2 * PER_HOUR);
        make(NOON.plus(Duration.ofHours(1)));
        make(NOON.plus(Duration.ofHours(2)));
        trim(NOON.plus(RETENTION).plus(Duration.ofHours(3)));
        Path first = files().getFirst().path();
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        List<HistoryItem> history = history(0);

        assertThat(history.getFirst())
                .isInstanceOfSatisfying(
                        HistoryItem.Unreadable.class,
                        item -> assertThat(item.reason()).contains(first.getFileName().toString()));
        assertThat(history).hasSize(1 + 2 * PER_HOUR);
    }

    private List<HistoryItem> history(long after) {
        Instant end = NOON.plus(Duration.ofDays(1));
        return listed(store.history().samples(server, Exporter.PROCESSES, NOON, end, after));
    }

    private static List<HistoryItem> listed(Iterator<HistoryItem> items) {
        List<HistoryItem> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }

    private void trim(Instant now) {
        StoreMaintenance maintenance =
                new StoreMaintenance(
                        store,
                        Optional.of(notary),
                        Optional.of(segments),
                        new MaintenanceSettings(
                                RETENTION, RETENTION, Duration.ofDays(1), Duration.ofDays(1)),
                        () -> now);
        maintenance.start();
        maintenance.trim();
        maintenance.stop();
    }

    /** A tile of leaves is gone by then, and the keyframes of some scrapes. */
    @Test
    void historyThatWasRetiredBeforeIsNamedByItsHashes() throws IOException {
        scrapes(0, 5 * PER_HOUR);
        Instant later = NOON.plus(RETENTION).plus(Duration.ofHours(4));
        StoreMaintenance maintenance =
                new StoreMaintenance(
                        store,
                        Optional.of(notary),
                        Optional.empty(),
                        new MaintenanceSettings(
                                RETENTION, RETENTION, Duration.ofDays(1), Duration.ofDays(1)),
                        () -> later);
        maintenance.start();
        maintenance.trim();
        maintenance.stop();
        assertThat(stored()).hasSizeBetween(PER_HOUR, 2 * PER_HOUR);

        make(NOON.plus(Duration.ofHours(5)));

        assertSameLeaves(inSegments(), stored());
        assertThat(files().getFirst().proof().gone())
                .anyMatch(gone -> gone.height() == 8)
                .anyMatch(gone -> gone.height() == 0);
        assertProven();
    }

    @Test
    void whatAFailoverLostIsNamedByItsHashes() throws IOException {
        scrapes(0, 100);
        stop();
        valkey.backUp("copy");
        start();
        scrapes(100, PER_HOUR);
        stop();
        valkey.bringBack("copy");
        start();
        scrapes(PER_HOUR, 2 * PER_HOUR);

        make(NOON.plus(Duration.ofHours(2)));

        assertSameLeaves(inSegments(), stored());
        assertThat(files().stream().mapToLong(file -> gone(file).size()).sum())
                .isEqualTo(PER_HOUR - 100);
        assertProven();
    }

    private static List<RangeProof.Gone> gone(SegmentFile file) {
        try {
            return file.proof().gone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEntryThatWasAlteredGoesIntoNoSegment() throws IOException {
        scrapes(0, PER_HOUR);
        alter(21);

        assertThatThrownBy(() -> make(NOON.plus(Duration.ofHours(1))))
                .isInstanceOf(SegmentsException.class)
                .hasMessage("events 20 to 21 are not what was signed: verify the history");

        assertThat(files()).isEmpty();
        assertThat(segments.figures(0).through()).isZero();
    }

    /** Replaces the entry that ends there by that of the scrape before. */
    private void alter(long sequence) {
        RStream<byte[], byte[]> stream =
                store.connection().getStream("{np:0}:events", ByteArrayCodec.INSTANCE);
        Map<StreamMessageId, Map<byte[], byte[]>> all =
                stream.range(
                        StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX));
        List<Map.Entry<StreamMessageId, Map<byte[], byte[]>>> later = new ArrayList<>();
        Map<byte[], byte[]> before = Map.of();
        for (Map.Entry<StreamMessageId, Map<byte[], byte[]>> entry : all.entrySet()) {
            if (entry.getKey().getId0() >= sequence) {
                later.add(entry);
                stream.remove(entry.getKey());
            } else {
                before = entry.getValue();
            }
        }
        later.set(0, Map.entry(later.getFirst().getKey(), before));
        stream.delete();
        for (Map.Entry<StreamMessageId, Map<byte[], byte[]>> entry : all.entrySet()) {
            if (entry.getKey().getId0() < sequence) {
                stream.add(entry.getKey(), StreamAddArgs.entries(entry.getValue()));
            }
        }
        later.forEach(e -> stream.add(e.getKey(), StreamAddArgs.entries(e.getValue())));
    }

    @Test
    void aFileThatWasChangedAfterwardsIsFound() throws IOException {
        scrapes(0, 2 * PER_HOUR);
        make(NOON.plus(Duration.ofHours(1)));
        make(NOON.plus(Duration.ofHours(2)));
        SegmentFile first = files().get(0);
        SegmentFile second = files().get(1);
        byte[] bytes = Files.readAllBytes(first.path());
        byte[] proof = Files.readAllBytes(first.proofPath());

        bytes[bytes.length / 2] ^= 1;
        Files.write(first.path(), bytes);
        assertThat(first.mismatch().orElseThrow()).contains("was altered");

        bytes[bytes.length / 2] ^= 1;
        Files.write(first.path(), bytes);
        assertThat(first.mismatch()).isEmpty();

        Files.write(first.proofPath(), Files.readAllBytes(second.proofPath()));
        assertThat(first.mismatch().orElseThrow()).contains("its proof is of the leaves");

        Files.write(first.proofPath(), proof);
        Files.write(first.path(), Files.readAllBytes(second.path()));
        assertThat(first.mismatch().orElseThrow()).isEqualTo("its proof is of another file");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedAgain() throws IOException {
        scrapes(0, PER_HOUR);
        Files.createDirectories(folder.resolve("segments"));
        Path inTheWay = Files.createFile(folder.resolve("segments/shard-0"));

        assertThatThrownBy(() -> make(NOON.plus(Duration.ofHours(1))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("no segment of shard 0 can be kept: ");
        assertThat(segments.figures(0).through()).isZero();
        assertThat(segments.stopped(0).orElseThrow()).startsWith("no segment of shard 0");

        Files.delete(inTheWay);
        assertThat(make(NOON.plus(Duration.ofHours(1)))).isEqualTo(1);
        assertThat(segments.stopped(0)).isEmpty();
        assertProven();
    }

    @Test
    void whatARoundLeftThatDidNotEndIsReplaced() throws IOException {
        scrapes(0, PER_HOUR);
        Path shard = Files.createDirectories(folder.resolve("segments/shard-0"));
        Files.writeString(shard.resolve("000000000000-000000000241.segment.next"), "half");
        Files.writeString(shard.resolve("000000000000-000000000241.proof"), "of nothing");

        make(NOON.plus(Duration.ofHours(1)));

        assertProven();
        assertThat(left(shard))
                .containsExactlyInAnyOrder(
                        "000000000000-000000000241.segment", "000000000000-000000000241.proof");
    }

    /**
     * A full disk would fill up with halves, each of another name, as each ends at another leaf.
     */
    @Test
    void aRoundThatFailsLeavesNothing() throws IOException {
        scrapes(0, PER_HOUR);
        Path shard = folder.resolve("segments/shard-0");
        Path inTheWay =
                Files.createDirectories(shard.resolve("000000000000-000000000241.proof/something"));

        assertThatThrownBy(() -> make(NOON.plus(Duration.ofHours(1))))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(left(shard)).containsExactly("000000000000-000000000241.proof");

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        assertThat(make(NOON.plus(Duration.ofHours(1)))).isEqualTo(1);
        assertProven();
    }

    /** As after a kill -9 or a power failure; each start ends what can be ended. */
    @Test
    void aStartRemovesWhatIsHalfDoneAndEndsWhatIsProven() throws IOException {
        scrapes(0, PER_HOUR);
        make(NOON.plus(Duration.ofHours(1)));
        Path shard = folder.resolve("segments/shard-0");
        SegmentFile made = files().getFirst();
        String name = made.path().getFileName().toString();
        byte[] bytes = Files.readAllBytes(made.path());
        for (int length : new int[] {0, 1, 40, bytes.length / 2, bytes.length - 1}) {
            Path next = Files.write(shard.resolve(name + ".next"), Arrays.copyOf(bytes, length));
            for (String half : List.of("9-10.segment", name.replace("segment", "proof"))) {
                Files.write(shard.resolve(half + ".next"), Arrays.copyOf(bytes, length));
            }
            Files.writeString(shard.resolve(name.replace("segment", "object.next")), "nodepulse");

            segments = open(1_000_000);

            assertThat(next).doesNotExist();
            assertThat(left(shard)).hasSize(2);
            assertThat(segments.stopped(0)).isEmpty();
            assertProven();
        }
        Files.move(made.path(), shard.resolve(name + ".next"));

        segments = open(1_000_000);

        assertThat(left(shard)).containsExactlyInAnyOrder(name, name.replace("segment", "proof"));
        assertProven();
    }

    private static List<String> left(Path shard) throws IOException {
        try (var files = Files.list(shard)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void segmentsOfAnotherHistoryAreRefused() throws IOException {
        scrapes(0, PER_HOUR);
        make(NOON.plus(Duration.ofHours(1)));
        stop();
        Files.move(folder.resolve("audit"), folder.resolve("another"));

        start();

        assertThat(segments.stopped(0).orElseThrow()).contains("it is of another history");
        assertThatThrownBy(() -> make(NOON.plus(Duration.ofHours(2))))
                .isInstanceOf(SegmentsException.class)
                .hasMessageContaining("it is of another history");
        assertThat(segments.figures(0).through()).isZero();
    }

    private static void assertSameLeaves(Map<Long, byte[]> found, Map<Long, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (sequence, leaf) ->
                        assertThat(found.get(sequence)).as("append %d", sequence).isEqualTo(leaf));
    }
}
