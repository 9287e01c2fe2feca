package io.nodepulse.events.store.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.segment.SegmentDirectory;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.SegmentingStore;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestReader;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.history.HistoryItem;

import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What retention took from Valkey is read on from segments, under the same numbers. */
class OneHistoryTest {

    private static final int GROUPS = 3;
    private static final TrackingToken BEGINNING = new GlobalSequenceTrackingToken(0);

    @TempDir Path directory;

    private SegmentingStore segmenting;
    private StoreDriver driver;
    private final Scrapes scrapes = Scrapes.ofNewServer();
    private final List<Object> appended = new ArrayList<>();

    @BeforeEach
    void open() {
        segmenting = new SegmentingStore(directory);
        driver = new StoreDriver(segmenting.store().engine(0));
        append(List.of(scrapes.registered()));
    }

    @AfterEach
    void close() {
        segmenting.close();
    }

    private void append(List<?> events) {
        driver.append(events);
        appended.addAll(events);
    }

    /** A minute of scrapes from that one on, processes and host by turns. */
    private void minute(int minute) {
        for (int second = 0; second < 60; second += 15) {
            append(scrapes.processes(minute * 60L + second, GROUPS));
            append(List.of(scrapes.host(minute * 60L + second)));
        }
    }

    private void threeMinutesTwoInSegments() {
        minute(0);
        segmenting.makeSegment();
        minute(1);
        segmenting.makeSegment();
        segmenting.trim();
        minute(2);
    }

    @Test
    void aReaderFromTheBeginningMissesNothing() {
        threeMinutesTwoInSegments();

        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            assertThat(reader.awaitEvents(appended.size())).isEqualTo(appended);
        }
        assertThat(driver.everything()).isEqualTo(appended);
        assertThat(segmenting.store().shard(0).gone()).isZero();
    }

    @Test
    void aReaderThatWasBehindGoesOnWhereItWas() {
        minute(0);
        ShardToken token;
        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            reader.awaitEvents(10);
            token = reader.token();
        }
        segmenting.makeSegment();
        minute(1);
        segmenting.makeSegment();
        segmenting.trim();
        minute(2);

        try (TestReader reader = new TestReader(segmenting.store(), token)) {
            assertThat(reader.awaitEvents(appended.size() - 10))
                    .isEqualTo(appended.subList(10, appended.size()));
        }
        assertThat(segmenting.store().shard(0).epochs().standing(token).broken()).isEmpty();
    }

    @Test
    void whatGoesUnderAReaderThatWaitsIsReadFromItsSegment() {
        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            reader.awaitEvents(1);
            minute(0);
            segmenting.makeSegment();
            segmenting.trim();
            minute(1);

            assertThat(reader.awaitEvents(appended.size())).isEqualTo(appended);
        }
    }

    @Test
    void aSegmentThatIsMissingIsNamedAsTheRangeThatItHeld() throws IOException {
        minute(0);
        int first = appended.size();
        segmenting.makeSegment();
        minute(1);
        int second = appended.size();
        Path lost = segmenting.makeSegment();
        minute(2);
        segmenting.makeSegment();
        segmenting.trim();
        Files.delete(lost);

        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            assertThat(reader.awaitEvents(first)).isEqualTo(appended.subList(0, first));
            StreamBreak found = reader.awaitBreak();
            assertThat(found.first()).isEqualTo(first + 1);
            assertThat(found.last()).isEqualTo(second);
        }
    }

    @Test
    void whatNoSegmentHasIsGoneAndNothingElse() {
        minute(0);
        segmenting.makeSegment();
        segmenting.trim();
        long gone = appended.size();
        clear();
        minute(1);
        segmenting.makeSegment();
        segmenting.trim();
        minute(2);

        assertThat(segmenting.store().shard(0).gone()).isEqualTo(gone);
        List<Object> kept = new ArrayList<>(List.of(scrapes.registered()));
        kept.addAll(appended.subList((int) gone, appended.size()));
        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            assertThat(reader.awaitEvents(kept.size())).isEqualTo(kept);
        }
    }

    private void clear() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasLostAfterItsSegmentWasMadeIsNotReadAgain() {
        minute(0);
        segmenting.makeSegment();
        long kept = appended.size() - GROUPS - 1;
        // An older copy comes back: its head is before the last two appends.
        segmenting.keys().run("XTRIM", "events", "MAXLEN", "0");
        segmenting.keys().run("HSET", "head", "sequence", Long.toString(kept));
        segmenting.keys().run("HSET", "head", "trimmed", Long.toString(kept));
        List<Object> history = new ArrayList<>(appended.subList(0, (int) kept));
        appended.clear();
        append(scrapes.processes(600, GROUPS));
        history.addAll(appended);
        assertThat(Epoch.ORIGIN)
                .isNotEqualTo(segmenting.store().shard(0).epochs().starts().getLast().epoch());

        try (TestReader reader = new TestReader(segmenting.store(), BEGINNING)) {
            assertThat(reader.awaitEvents(history.size())).isEqualTo(history);
        }
    }

    /** What is left in Valkey was stored against keyframes that went; nothing is remembered. */
    @Test
    void anotherProcessReadsWhatWasStoredAgainstKeyframesThatWent() {
        minute(0);
        segmenting.makeSegment();
        minute(1);
        segmenting.trim();

        try (ValkeyEventStore other =
                        ValkeyEventStore.open(
                                segmenting.settings(),
                                new SegmentDirectory(directory),
                                (appends, took) -> {});
                TestReader reader = new TestReader(other, BEGINNING)) {
            assertThat(reader.awaitEvents(appended.size())).isEqualTo(appended);
            assertThat(new StoreDriver(other.engine(0)).everything()).isEqualTo(appended);
            List<Object> samples = new ArrayList<>();
            other.history()
                    .samples(
                            scrapes.server(),
                            Exporter.PROCESSES,
                            Scrapes.NOON,
                            Scrapes.NOON.plus(Duration.ofHours(1)),
                            0)
                    .forEachRemaining(item -> samples.add(((HistoryItem.Recorded) item).sample()));
            assertThat(samples)
                    .isEqualTo(appended.stream().filter(ProcessSampled.class::isInstance).toList());
        }
    }

    /** More scrapes than a read takes, so that some are still to be read. */
    @Test
    void whatGoesWhileAServersHistoryIsReadIsReadFromItsSegment() {
        for (int minute = 0; minute < 40; minute++) {
            minute(minute);
        }
        Iterator<HistoryItem> history =
                segmenting
                        .store()
                        .history()
                        .samples(
                                scrapes.server(),
                                Exporter.PROCESSES,
                                Scrapes.NOON,
                                Scrapes.NOON.plus(Duration.ofHours(1)),
                                0);
        List<HistoryItem> read = new ArrayList<>(List.of(history.next()));
        segmenting.makeSegment();
        segmenting.trim();
        history.forEachRemaining(read::add);

        List<Object> samples =
                read.stream().<Object>map(item -> ((HistoryItem.Recorded) item).sample()).toList();
        assertThat(samples)
                .isEqualTo(appended.stream().filter(ProcessSampled.class::isInstance).toList());
    }

    @Test
    void aTimeIsFoundWhereverItIs() {
        threeMinutesTwoInSegments();

        for (int second : List.of(-10, 0, 1, 44, 45, 60, 100, 119, 120, 150)) {
            Instant at = Scrapes.NOON.plusSeconds(second);
            TrackingToken token = segmenting.store().engine(0).tokenAt(at, null).join();
            long expected =
                    appended.stream().takeWhile(event -> timeOf(event).isBefore(at)).count();
            assertThat(token.position().orElseThrow()).isEqualTo(expected);
        }
        Instant later = Scrapes.NOON.plus(Duration.ofHours(1));
        assertThat(segmenting.store().engine(0).tokenAt(later, null).join().position())
                .hasValue(appended.size());
        assertThat(segmenting.store().engine(0).firstToken(null).join().position()).hasValue(0);
    }

    private Instant timeOf(Object event) {
        return event instanceof Sampled sampled
                ? sampled.sampledAt()
                : scrapes.registered().registeredAt();
    }

    @Test
    void whatCannotBeProjectedFromASegmentIsSetAsideWithItsBytes() {
        threeMinutesTwoInSegments();

        segmenting.store().shard(0).deadLetters().setAside(3, "processes", "for a test");

        assertThat(segmenting.store().shard(0).deadLetters().count()).isEqualTo(1);
        assertThat(segmenting.store().shard(0).figures().oldestScrapeAt()).hasValue(Scrapes.NOON);
    }
}
