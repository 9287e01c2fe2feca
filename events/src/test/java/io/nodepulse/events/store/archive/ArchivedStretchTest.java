package io.nodepulse.events.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.SegmentingStore;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestReader;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.read.NeededBlocks;
import io.nodepulse.events.store.read.UnreadableStretchException;
import io.nodepulse.events.wire.ProcessScrape;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Segments are read server by server where they have all of what comes next. */
class ArchivedStretchTest {

    private static final int GROUPS = 3;
    private static final EventCriteria ALL = EventCriteria.havingAnyTag();

    @TempDir Path directory;

    private SegmentingStore segmenting;
    private StoreDriver driver;
    private final Scrapes one = Scrapes.ofNewServer();
    private final Scrapes other = Scrapes.ofNewServer();

    @BeforeEach
    void open() {
        segmenting = new SegmentingStore(directory);
        driver = new StoreDriver(segmenting.store().engine(0));
    }

    @AfterEach
    void close() {
        segmenting.close();
    }

    private void twoServers() {
        driver.append(List.of(one.registered()));
        driver.append(one.processes(0, GROUPS));
        driver.append(other.processes(1, GROUPS));
        driver.append(List.of(one.host(2)));
        driver.append(List.of(other.registered()));
        driver.append(one.processes(15, GROUPS));
        driver.append(List.of(one.host(17)));
    }

    private Optional<ArchivedStretch> after(ShardToken position) {
        return segmenting.store().shard(0).stretchAfter(position);
    }

    private static ShardToken beginning() {
        return ShardToken.of(null);
    }

    private static List<List<Object>> payloads(ArchivedStretch stretch, EventCriteria criteria) {
        List<List<Object>> read = new ArrayList<>();
        stretch.read(
                criteria,
                NeededBlocks.ALL,
                part -> read.add(part.stream().flatMap(ArchivedStretchTest::events).toList()));
        return read;
    }

    private static Stream<Object> events(EventMessage message) {
        return message.payload() instanceof ProcessScrape scrape
                ? IntStream.range(0, scrape.size()).mapToObj(scrape::event)
                : Stream.ofNullable(message.payload());
    }

    private static List<Object> together(List<?> events, List<?> more) {
        return Stream.<Object>concat(events.stream(), more.stream()).toList();
    }

    @Test
    void eachServersScrapesComeAtOnceAndFactsLast() {
        twoServers();
        segmenting.makeSegment();

        ArchivedStretch stretch = after(beginning()).orElseThrow();

        assertThat(payloads(stretch, ALL))
                .containsExactlyInAnyOrder(
                        together(one.processes(0, GROUPS), one.processes(15, GROUPS)),
                        together(other.processes(1, GROUPS), List.of()),
                        List.of(one.host(2), one.host(17)),
                        List.of(one.registered(), other.registered()));
        assertThat(payloads(stretch, ALL).getLast())
                .isEqualTo(List.of(one.registered(), other.registered()));
        assertThat(stretch.events()).isEqualTo(segmenting.store().shard(0).head());
        assertThat(stretch.end().sequence()).isEqualTo(stretch.events());
        assertThat(stretch.lastSampledAt()).isEqualTo(one.host(17).sampledAt());
        assertThat(after(stretch.end())).isEmpty();
    }

    @Test
    void onlyWhatIsWantedIsRead() {
        twoServers();
        segmenting.makeSegment();
        EventCriteria hosts = ofTypes(Exporter.HOST.sampleType().qualifiedName());
        EventCriteria facts = ofTypes(EventTypes.SERVER_REGISTERED.qualifiedName());

        ArchivedStretch stretch = after(beginning()).orElseThrow();

        assertThat(payloads(stretch, hosts))
                .containsExactly(List.<Object>of(one.host(2), one.host(17)));
        assertThat(payloads(stretch, facts))
                .containsExactly(List.<Object>of(one.registered(), other.registered()));
    }

    private static EventCriteria ofTypes(QualifiedName type) {
        return EventCriteria.havingAnyTag().andBeingOneOfTypes(type);
    }

    /** Where the stream of the shard goes on is where the stretch ends, in the same history. */
    @Test
    void theStreamGoesOnBehindIt() {
        twoServers();
        segmenting.makeSegment();
        segmenting.trim();
        driver.append(one.processes(30, GROUPS));

        ShardToken end = after(beginning()).orElseThrow().end();

        try (TestReader reader = new TestReader(segmenting.store(), end)) {
            assertThat(reader.awaitEvents(GROUPS)).isEqualTo(one.processes(30, GROUPS));
        }
        assertThat(segmenting.store().shard(0).epochs().standing(end).broken()).isEmpty();
    }

    @Test
    void fromTheMiddleOfASegmentTheRestOfItIsRead() {
        twoServers();
        segmenting.makeSegment();
        ShardToken position = after(beginning()).orElseThrow().end().at(7);

        ArchivedStretch stretch = after(position).orElseThrow();

        assertThat(payloads(stretch, ALL).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        together(
                                one.processes(15, GROUPS),
                                List.of(one.host(2), one.host(17), other.registered())));
        assertThat(stretch.events()).isEqualTo(segmenting.store().shard(0).head() - 7);
    }

    /** As of a store whose scrapes went before there were segments; what is no scrape stayed. */
    @Test
    void whatIsLeftOfBeforeTheFirstSegmentComesFirst() throws IOException {
        twoServers();
        Path gone = segmenting.makeSegment();
        segmenting.trim();
        Files.delete(gone);
        driver.append(one.processes(600, GROUPS));
        driver.append(other.processes(601, GROUPS));
        segmenting.makeSegment();

        ArchivedStretch stretch = after(beginning()).orElseThrow();

        assertThat(payloads(stretch, ALL).getFirst())
                .isEqualTo(List.of(one.registered(), other.registered()));
        assertThat(payloads(stretch, ALL))
                .hasSize(3)
                .contains(
                        together(one.processes(600, GROUPS), List.of()),
                        together(other.processes(601, GROUPS), List.of()));
        assertThat(stretch.events()).isEqualTo(2 * GROUPS);
        assertThat(after(stretch.end())).isEmpty();
        assertThat(segmenting.store().shard(0).epochs().standing(stretch.end()).broken()).isEmpty();
    }

    @Test
    void onlyTheServersAndTimesThatAreNeededAreRead() {
        twoServers();
        segmenting.makeSegment();
        EventCriteria ofOne =
                EventCriteria.havingTags(EventTypes.scrapedTag(one.server().toString()))
                        .andBeingOneOfTypes(Exporter.PROCESSES.sampleType().qualifiedName());
        List<UUID> asked = new ArrayList<>();
        ArchivedStretch stretch = after(beginning()).orElseThrow();

        assertThat(payloads(stretch, ofOne))
                .containsExactly(together(one.processes(0, GROUPS), one.processes(15, GROUPS)));
        stretch.read(
                ALL,
                (server, first, last) -> {
                    asked.add(server);
                    return false;
                },
                part ->
                        assertThat(part)
                                .extracting(EventMessage::payload)
                                .containsExactly(one.registered(), other.registered()));
        assertThat(asked).containsOnly(one.server(), other.server());
    }

    @Test
    void whereASegmentLacksAnythingTheShardsOrderIsTaken() {
        twoServers();
        // Somebody took an entry away before the segment was made.
        segmenting.keys().run("XDEL", "events", "8-1");
        segmenting.makeSegment();

        assertThat(after(beginning())).isEmpty();
    }

    @Test
    void aPositionOfAnotherHistoryHasNoStretch() {
        twoServers();
        segmenting.makeSegment();

        assertThat(after(beginning().at(segmenting.store().shard(0).head() + 100))).isEmpty();
    }

    @Test
    void whatWasLostAfterItsSegmentWasMadeIsNotRead() {
        twoServers();
        segmenting.makeSegment();
        long kept = segmenting.store().shard(0).head() - 1;
        // An older copy comes back, and goes on beyond where the segment ends.
        segmenting.keys().run("XTRIM", "events", "MAXLEN", "0");
        segmenting.keys().run("HSET", "head", "sequence", Long.toString(kept));
        segmenting.keys().run("HSET", "head", "trimmed", Long.toString(kept));
        driver.append(one.processes(600, GROUPS));

        ArchivedStretch anew = after(beginning()).orElseThrow();

        assertThatThrownBy(() -> anew.read(ALL, NeededBlocks.ALL, part -> {}))
                .isInstanceOf(UnreadableStretchException.class)
                .hasMessageContaining("is not of this history");
    }

    /** What comes after an erasure stays, so what comes before it is not to be mixed with it. */
    @Test
    void anErasureIsTakenInTheOrderOfTheShard() {
        twoServers();
        driver.append(List.of(new HistoryErased(one.server(), "web-1", Scrapes.NOON)));
        driver.append(one.processes(30, GROUPS));
        segmenting.makeSegment();

        ArchivedStretch stretch = after(beginning()).orElseThrow();

        List<Object> read = new ArrayList<>();
        assertThatThrownBy(() -> stretch.read(ALL, NeededBlocks.ALL, read::addAll))
                .isInstanceOf(UnreadableStretchException.class)
                .hasMessageContaining("erases what came before it");
        assertThat(read).isEmpty();
        assertThat(
                        payloads(
                                after(stretch.end().at(stretch.end().sequence() - GROUPS))
                                        .orElseThrow(),
                                ALL))
                .containsExactly(together(one.processes(30, GROUPS), List.of()));
    }

    @Test
    void aDamagedSegmentIsNamed() throws IOException {
        twoServers();
        Path file = segmenting.makeSegment();
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);

        ArchivedStretch stretch = after(beginning()).orElseThrow();

        assertThatThrownBy(() -> stretch.read(ALL, NeededBlocks.ALL, part -> {}))
                .isInstanceOf(UnreadableStretchException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("was altered");
    }
}
