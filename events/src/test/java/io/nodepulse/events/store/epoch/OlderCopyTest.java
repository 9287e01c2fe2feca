package io.nodepulse.events.store.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.RestoredValkey;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestReader;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.append.DuplicateScrapeException;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Three events are in the copy; three more are acknowledged before it is brought back. */
class OlderCopyTest {

    private static final ShardToken START = new ShardToken(0, 0, EpochTrail.UNKNOWN);

    @TempDir Path folder;

    private final Scrapes scrapes = Scrapes.ofNewServer();
    private RestoredValkey valkey;
    private ValkeyEventStore store;
    private StoreDriver driver;

    @BeforeEach
    void fill() {
        valkey = new RestoredValkey(folder);
        store = ValkeyEventStore.open(valkey.settings());
        driver = new StoreDriver(store.engine(0));
        appendHosts(0, 3);
        valkey.backUp();
    }

    @AfterEach
    void close() {
        store.close();
        valkey.close();
    }

    private void appendHosts(int from, int to) {
        for (int second = from; second < to; second++) {
            driver.append(List.of(scrapes.host(second)));
        }
    }

    private Object[] hosts(int from, int to) {
        return IntStream.range(from, to).mapToObj(scrapes::host).toArray();
    }

    @Test
    void aRestartKeepsTheNumbersContiguousAndReadersGoOn() {
        try (TestReader reader = new TestReader(store, new GlobalSequenceTrackingToken(0))) {
            reader.awaitEvents(3);
            appendHosts(3, 5);
            valkey.restart();
            appendHosts(5, 6);

            assertThat(reader.awaitEvents(6)).containsExactly(hosts(0, 6));
            assertThat(reader.token().trail().last())
                    .isEqualTo(store.shard(0).epochs().starts().getLast().epoch());
        }
        assertThat(store.shard(0).head()).isEqualTo(6);
        assertThat(store.shard(0).epochs().starts())
                .extracting(EpochStart::first)
                .containsExactly(1L, 4L, 6L);
        assertThat(store.shard(0).epochs().lost()).isEmpty();
        assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
    }

    @Test
    void noNumberIsGivenOutTwiceWhereThisProcessKnowsIt() {
        try (TestReader reader = new TestReader(store, START)) {
            appendHosts(3, 6);
            reader.awaitEvents(6);
            valkey.bringBack();
            appendHosts(6, 8);

            assertThat(reader.awaitEvents(8)).containsExactly(hosts(0, 8));
        }
        assertThat(store.shard(0).head()).isEqualTo(8);
        assertThat(store.shard(0).epochs().lost())
                .extracting(LostEvents::first, LostEvents::last)
                .containsExactly(tuple(4L, 6L));
        assertThat(store.shard(0).epochs().standing(ShardToken.of(null)).eventsAfter())
                .isEqualTo(5);
        assertThat(driver.everything())
                .containsExactly(
                        scrapes.host(0),
                        scrapes.host(1),
                        scrapes.host(2),
                        scrapes.host(6),
                        scrapes.host(7));
        assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
    }

    /** An older copy comes while appends are under way, again and again. */
    @Test
    void noNumberIsGivenOutTwiceUnderLoad() {
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int agent = 0; agent < 6; agent++) {
                agents.execute(() -> push(acknowledged, enough));
            }
            for (int copies = 0; copies < 10; copies++) {
                awaitMore(acknowledged, 50);
                valkey.bringBack();
            }
            awaitMore(acknowledged, 50);
            enough.set(true);
        }
        assertThat(acknowledged).doesNotHaveDuplicates();
    }

    /** Notes the number of the last event of each scrape that is acknowledged. */
    private void push(Queue<Long> acknowledged, AtomicBoolean enough) {
        Scrapes own = Scrapes.ofNewServer();
        for (int second = 0; !enough.get(); second++) {
            try {
                Object marker =
                        driver.submit(AppendCondition.none(), own.processes(second, 20)).join();
                acknowledged.add(((ShardMarker) marker).sequence());
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(EventStoreUnavailableException.class);
            }
        }
    }

    private static void awaitMore(Queue<Long> acknowledged, int more) {
        int before = acknowledged.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= before + more);
    }

    @Test
    void aReaderThatIsAheadKeepsItsNumbersFromBeingGivenOut() {
        ShardToken ahead = loseThree();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings());
                TestReader reader = new TestReader(second, ahead)) {
            assertThat(reader.awaitBreak())
                    .isEqualTo(new StreamBreak(StreamBreak.Kind.AHEAD, 4, 6, 3));

            // This one has not seen the numbers, but was told of them.
            new StoreDriver(second.engine(0)).append(List.of(scrapes.host(9)));
            assertThat(reader.awaitEvents(1)).containsExactly(scrapes.host(9));
            assertThat(reader.token().sequence()).isEqualTo(7);
        }
    }

    @Test
    void aReaderOfWhatIsLostStopsWhereItsNumbersAreOthersNow() {
        ShardToken ahead = loseThree();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings())) {
            StoreDriver other = new StoreDriver(second.engine(0));
            for (int at = 10; at < 14; at++) {
                other.append(List.of(scrapes.host(at)));
            }
            assertThat(second.shard(0).head()).isEqualTo(7);
            try (TestReader reader = new TestReader(second, ahead)) {
                StreamBreak found = reader.awaitBreak();
                assertThat(found)
                        .isEqualTo(new StreamBreak(StreamBreak.Kind.OTHER_HISTORY, 4, 6, 3));
                assertThat(second.shard(0).epochs().standing(ahead).broken()).contains(found);
                assertThat(second.shard(0).epochs().lost())
                        .extracting(LostEvents::first, LostEvents::last, LostEvents::unusedThrough)
                        .containsExactly(tuple(4L, 6L, 3L));
                try (TestReader repaired =
                        new TestReader(second, second.shard(0).epochs().repaired(ahead, found))) {
                    assertThat(repaired.awaitEvents(4)).containsExactly(hosts(10, 14));
                }
            }
        }
    }

    /**
     * Two instances, as behind a proxy: the one that acknowledged what is lost comes second, when
     * the other has appended up to some number beside or beyond it.
     */
    @ParameterizedTest(name = "{0} events of the other instance come first")
    @ValueSource(ints = {1, 2, 3, 4, 9})
    void whatAnInstanceAcknowledgedIsNamedWhereAnotherHasItsNumbers(int others) {
        appendHosts(3, 6);
        valkey.bringBack();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings())) {
            StoreDriver other = new StoreDriver(second.engine(0));
            for (int at = 10; at < 10 + others; at++) {
                other.append(List.of(scrapes.host(at)));
            }
            appendHosts(30, 32);
            for (int at = 40; at < 42; at++) {
                other.append(List.of(scrapes.host(at)));
            }

            assertThat(lostNumbers()).containsExactly(4L, 5L, 6L);
            assertThat(driver.everything()).hasSize(3 + others + 2 + 2);
            assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
            assertThat(store.shard(0).epochs().standing(ShardToken.of(null)).eventsAfter())
                    .isEqualTo(3 + others + 2 + 2);
        }
    }

    /** It is beyond what it acknowledged by what it has read, before it appends again. */
    @ParameterizedTest(name = "{0} events of the other instance are read first")
    @ValueSource(ints = {1, 3, 4, 9})
    void whatAnInstanceAcknowledgedIsNamedAlsoIfItHasReadOn(int others) {
        appendHosts(3, 6);
        valkey.bringBack();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings());
                TestReader reader = new TestReader(store, ShardToken.of(null))) {
            StoreDriver other = new StoreDriver(second.engine(0));
            for (int at = 10; at < 10 + others; at++) {
                other.append(List.of(scrapes.host(at)));
            }
            reader.awaitEvents(3 + others);
            appendHosts(30, 31);

            assertThat(lostNumbers()).containsExactly(4L, 5L, 6L);
            assertThat(driver.everything()).hasSize(3 + others + 1);
        }
    }

    /** The copy is older than the epoch of what is lost, so it knows nothing of that epoch. */
    @ParameterizedTest(name = "{0} events of the other instance come first")
    @ValueSource(ints = {1, 4, 9})
    void whatIsLostIsNamedWhereItsWholeEpochIsGone(int others) {
        valkey.restart();
        whatAnInstanceAcknowledgedIsNamedWhereAnotherHasItsNumbers(others);
    }

    /** The answer of the first attempt was lost, and the second was sent to another instance. */
    @Test
    void whatWasAcknowledgedAsADuplicateIsKnownToBeGivenOut() {
        driver.append(scrapes.processes(30, 3));
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings())) {
            StoreDriver other = new StoreDriver(second.engine(0));
            assertThatExceptionOfType(DuplicateScrapeException.class)
                    .isThrownBy(() -> other.append(scrapes.processes(30, 3)));
            store.close();
            valkey.bringBack();
            other.append(List.of(scrapes.host(40)));

            assertThat(second.shard(0).head()).isEqualTo(7);
            assertThat(second.shard(0).epochs().lost())
                    .extracting(LostEvents::first, LostEvents::last)
                    .containsExactly(tuple(4L, 6L));
        }
    }

    /** Each number that some range names, as often as one does. */
    private List<Long> lostNumbers() {
        return store.shard(0).epochs().lost().stream()
                .flatMap(lost -> LongStream.rangeClosed(lost.first(), lost.last()).boxed())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aDeltaIsNeverReadAgainstAKeyframeOfAnotherEpoch() {
        Scrapes other = Scrapes.ofNewServer();
        driver.append(scrapes.processes(0, 3));
        driver.append(scrapes.processes(15, 3));
        valkey.bringBack();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings())) {
            // Takes the number of the keyframe that the first process remembers.
            new StoreDriver(second.engine(0)).append(other.processes(0, 3));
            assertThat(second.shard(0).head()).isEqualTo(6);
        }

        driver.append(scrapes.processes(30, 3));
        driver.append(scrapes.processes(45, 3));

        List<Object> all = driver.everything();
        assertThat(all.subList(3, 6)).isEqualTo(other.processes(0, 3));
        assertThat(all.subList(6, 9)).isEqualTo(scrapes.processes(30, 3));
        assertThat(all.subList(9, 12)).isEqualTo(scrapes.processes(45, 3));
        assertThat(store.shard(0).deadLetters().count()).isZero();
    }

    @Test
    void whatWasDecidedOnLostEventsIsRejected() {
        AppendCondition life =
                AppendCondition.withCriteria(
                        EventCriteria.havingTags(
                                EventTypes.serverTag(scrapes.server().toString())));
        ShardMarker common = marker();
        appendHosts(3, 6);
        ShardMarker lost = marker();
        valkey.bringBack();
        try (ValkeyEventStore second = ValkeyEventStore.open(valkey.settings())) {
            StoreDriver other = new StoreDriver(second.engine(0));
            // Nothing that carries the tag comes after either marker.
            for (ShardMarker beyond : List.of(lost, new ShardMarker(4, lost.epoch()))) {
                assertThatExceptionOfType(AppendEventsTransactionRejectedException.class)
                        .isThrownBy(
                                () ->
                                        other.append(
                                                life.withMarker(beyond),
                                                List.of(scrapes.host(60))));
            }
            other.append(life.withMarker(common), List.of(scrapes.host(61)));
            assertThat(second.shard(0).head()).isEqualTo(4);
        }
    }

    private ShardMarker marker() {
        try (RawKeys raw = new RawKeys(valkey.settings())) {
            return raw.reader().marker();
        }
    }

    /** The token of a reader of six events, three of which are gone; nobody is left who knows. */
    private ShardToken loseThree() {
        ShardToken token;
        try (TestReader reader = new TestReader(store, START)) {
            appendHosts(3, 6);
            reader.awaitEvents(6);
            token = reader.token();
        }
        store.close();
        valkey.bringBack();
        return token;
    }
}
