package io.nodepulse.projections.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.Relay;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.read.UnreadableStretchException;
import io.nodepulse.projections.TestReadModel;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.jdbc.core.JdbcTemplate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What fails on a processor's way, with a real token store: all events are in the read model at the
 * end, each once and in order, and no instance ever had two streams open.
 */
class ShardProcessorTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir Path directory;

    private final TestShard shard = new TestShard();
    private final ShardSource.Archive archive = Mockito.mock(ShardSource.Archive.class);
    private TestReadModel model;
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() {
        use(TestReadModel.create());
    }

    private void use(TestReadModel database) {
        model = database;
        jdbc = model.jdbc();
        jdbc.execute("CREATE TABLE handled (number serial, value text, instance text)");
    }

    @AfterEach
    void stop() {
        model.close();
        assertThat(shard.streamsBesideOpenOnes()).isZero();
    }

    @Test
    void whatCameBeforeAndWhatComesIsProjectedInOrder() {
        shard.append("a", "b");
        ShardProcessor processor = processor("one");
        processor.start();
        projected("a", "b");
        assertThat(processor.holdsShard()).isTrue();

        shard.append("c");
        projected("a", "b", "c");
        assertThat(processor.committed()).isEqualTo(3);
        ended(processor);
        assertThat(processor.holdsShard()).isFalse();

        shard.append("d");
        processor.start();
        projected("a", "b", "c", "d");
        ended(processor);
    }

    @Test
    void aBatchThatFailsIsProjectedAgain() {
        HandledRows rows = new HandledRows("one");
        ShardProcessor processor = processor(rows);
        processor.start();
        shard.append("a");
        projected("a");
        rows.failOnce = new IllegalStateException("halfway");
        shard.append("b", "c");
        shard.append("d");

        projected("a", "b", "c", "d");
        assertThat(processor.failures()).isEqualTo(1);
        await().until(() -> processor.error().isEmpty());
        ended(processor);
    }

    @Test
    void whoFailsAgainAndAgainCanBeEnded() {
        HandledRows rows = new HandledRows("one");
        rows.failAlways = true;
        ShardProcessor processor = processor(rows);
        shard.append("a");
        processor.start();
        await().atMost(LONGEST).until(() -> processor.failures() >= 2);
        assertThat(processor.error()).hasValueSatisfying(why -> assertThat(why).contains("always"));

        ended(processor);
        projected();
    }

    /** An error of the machine ends no thread either. */
    @Test
    void anErrorIsTriedAgain() {
        HandledRows rows = new HandledRows("one");
        rows.failOnce = new StackOverflowError("too deep");
        ShardProcessor processor = processor(rows);
        shard.append("a");
        processor.start();

        projected("a");
        ended(processor);
    }

    @Test
    void aStreamThatFailsIsOpenedAgain() {
        ShardProcessor processor = processor("one");
        shard.append("a");
        processor.start();
        projected("a");

        shard.failStream();
        shard.append("b");

        projected("a", "b");
        ended(processor);
    }

    /** Longer than one waits for a connection: the claim fails too, and is tried again. */
    @Test
    void afterTheDatabaseWasAwayItGoesOn() {
        model.close();
        PostgresServer postgres = PostgresServer.start(PostgresOptions.in(directory));
        use(TestReadModel.at(postgres.jdbcUrl()));
        model.dataSource().setConnectionTimeout(250);
        ShardProcessor processor = processor("one");
        shard.append("a");
        processor.start();
        projected("a");
        postgres.killHard();
        shard.append("away 1", "away 2");
        await().atMost(LONGEST).until(() -> !processor.holdsShard());
        assertThat(processor.isRunning()).isTrue();
        shard.append("away 3");

        PostgresOptions same = PostgresOptions.in(directory).withPort(postgres.port());
        try (PostgresServer _ = PostgresServer.start(same)) {
            projected("a", "away 1", "away 2", "away 3");
            ended(processor);
        }
    }

    /** As behind a network that lost its route: no connection ends, and nothing is answered. */
    @Test
    void aDatabaseThatSaysNothingIsGivenUp() throws Exception {
        AtomicReference<Flow> flow = new AtomicReference<>(Flow.OPEN);
        model.close();
        try (PostgresServer postgres = PostgresServer.start(PostgresOptions.in(directory));
                Relay wire = Relay.to(postgres.port(), flow::get)) {
            String direct = ":" + postgres.port() + "/";
            String wired = ":" + wire.port() + "/";
            String url = postgres.jdbcUrl().replace(direct, wired);
            use(TestReadModel.at(url + (url.contains("?") ? "&" : "?") + "socketTimeout=2"));
            ShardProcessor processor = processor("one");
            shard.append("a");
            processor.start();
            projected("a");

            flow.set(Flow.STALLED);
            wire.obey();
            shard.append("b");
            await().atMost(LONGEST).until(() -> processor.failures() > 0);
            flow.set(Flow.OPEN);
            wire.obey();

            projected("a", "b");
            ended(processor);
        }
    }

    @Test
    void oneInstanceHoldsTheShardUntilItEnds() {
        ShardProcessor one = processor("one");
        ShardProcessor two = processor("two");
        one.start();
        await().until(one::holdsShard);
        shard.append("a");
        projected("a");
        two.start();
        shard.append("b");
        projected("a", "b");
        assertThat(two.holdsShard()).isFalse();

        ended(one);
        shard.append("c");
        projected("a", "b", "c");
        assertThat(instances()).containsExactly("one", "one", "two");
        ended(two);
    }

    /** As when an instance stood still for longer than the others wait for a sign of life. */
    @Test
    void whoseClaimWasTakenProjectsNothing() {
        ShardProcessor processor = processor("one");
        processor.start();
        shard.append("a");
        projected("a");
        owner("another instance");
        shard.append("b");
        await().atMost(LONGEST).until(() -> !processor.holdsShard());
        projected("a");

        jdbc.update("UPDATE admiral.tracking_tokens SET owner = NULL");
        projected("a", "b");
        ended(processor);
    }

    /** The row of its token is locked: others do not take it over, however old its sign of life. */
    @Test
    void aLongBatchIsNotTakenOver() {
        HandledRows rows = new HandledRows("one");
        ShardProcessor one = processor(rows);
        ShardProcessor two = processor("two");
        one.start();
        shard.append("a");
        projected("a");
        rows.go = new CountDownLatch(1);
        shard.append("b");
        await().atMost(LONGEST).until(() -> rows.waiting);
        jdbcBeside("SET lock_timeout = '100ms'; UPDATE admiral.tracking_tokens SET owner = NULL");
        two.start();
        await().atMost(LONGEST).until(two::isRunning);
        rows.go.countDown();

        projected("a", "b");
        assertThat(instances()).containsExactly("one", "one");
        ended(one);
        shard.append("c");
        projected("a", "b", "c");
        ended(two);
    }

    private void jdbcBeside(String statements) {
        assertThatThrownBy(() -> jdbc.execute(statements)).hasMessageContaining("lock timeout");
    }

    /** Somebody else had the shard, went on, and is gone again before the sleeper looks. */
    @Test
    void whoOversleptItsClaimDoesNotGoOnFromItsOwnPosition() {
        ShardProcessor one = processor("one");
        one.start();
        shard.append("a");
        projected("a");
        byte[] after = token();
        jdbc.update("INSERT INTO handled (value, instance) VALUES ('b', 'two')");
        shard.appendUnheard("b");
        jdbc.update(
                "UPDATE admiral.tracking_tokens SET token = ?, owner = NULL",
                new String(after, UTF_8).replace(":1,", ":2,").getBytes(UTF_8));
        await().atMost(LONGEST).untilAsserted(() -> assertThat(one.committed()).isEqualTo(2));
        shard.append("c");

        projected("a", "b", "c");
        ended(one);
    }

    /** A restored copy, under one that has claimed the shard and committed nothing yet. */
    @Test
    void whatARestoredReadModelLacksIsProjectedAgain() {
        ShardProcessor before = processor("one");
        before.start();
        shard.append("a");
        projected("a");
        byte[] older = token();
        shard.append("b");
        projected("a", "b");
        ended(before);
        ShardProcessor processor = processor("two");
        processor.start();
        await().until(processor::holdsShard);

        jdbc.update("DELETE FROM handled WHERE value = 'b'");
        jdbc.update("UPDATE admiral.tracking_tokens SET token = ?", older);
        shard.append("c");

        projected("a", "b", "c");
        ended(processor);
    }

    private byte[] token() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT token FROM admiral.tracking_tokens", byte[].class));
    }

    @Test
    void aStopWinsOverARestartAndAStartOverAStop() {
        HandledRows rows = new HandledRows("one");
        ShardProcessor processor = processor(rows);
        rows.go = new CountDownLatch(1);
        shard.append("a");
        processor.start();
        await().until(() -> rows.waiting);
        processor.restart();
        CompletableFuture<Void> end = processor.stop();
        processor.restart();
        assertThat(end).isNotDone();
        assertThat(processor.isRunning()).isFalse();
        rows.go.countDown();
        assertThat(end).succeedsWithin(LONGEST);
        projected("a");
        shard.append("b");
        assertThat(processor.holdsShard()).isFalse();

        var _ = processor.stop();
        processor.start();
        processor.start();
        projected("a", "b");
        processor.restart();
        shard.append("c");
        projected("a", "b", "c");
        ended(processor);
    }

    /** One permit, which another shard has. */
    @Test
    void whoWaitsForItsTurnShowsLifeAndCanBeEnded() throws Exception {
        Semaphore taken = new Semaphore(0);
        ShardProcessor processor = processor(new HandledRows("one"), taken);
        shard.append("a");
        processor.start();
        await().until(processor::holdsShard);
        String first = storedAt();
        await().atMost(LONGEST).until(() -> !storedAt().equals(first));
        projected();

        taken.release();
        projected("a");
        taken.acquire();
        shard.append("b");
        ended(processor);
        projected("a");
    }

    private String storedAt() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT stored_at FROM admiral.tracking_tokens", String.class));
    }

    /** As of a rebuild that was cancelled. */
    @Test
    void aTokenThatIsGoneIsNotMadeAgain() {
        ShardProcessor processor = processor("one");
        processor.start();
        shard.append("a");
        projected("a");
        jdbc.update("DELETE FROM admiral.tracking_tokens");
        shard.append("b");

        await().atMost(LONGEST)
                .until(() -> processor.error().orElse("").contains("no token any more"));
        projected("a");
        ended(processor);
    }

    private void owner(String name) {
        // Beyond any claim timeout, so that nobody takes it back meanwhile.
        jdbc.update(
                "UPDATE admiral.tracking_tokens SET owner = ?, stored_at = ?",
                name,
                Instant.now().plusSeconds(3600).toString());
    }

    /** A rebuild of many appends: no batch is larger than it may be, and no append is split. */
    @Test
    void aBatchEndsWithTheAppendThatMakesItFull() {
        IntStream.range(0, 100).forEach(i -> shard.append("x" + i, "y" + i, "z" + i));
        HandledRows rows = new HandledRows("one");
        ShardProcessor processor = processor(rows);
        processor.start();
        await().atMost(LONGEST).until(() -> processor.committed() == 300);

        assertThat(rows.largest).isEqualTo(12);
        assertThat(values()).hasSize(300).startsWith("x0", "y0", "z0", "x1");
        ended(processor);
    }

    @Test
    void aStretchOfASegmentIsOneTransactionAndTheStreamGoesOnBehindIt() {
        shard.append("a", "b");
        shard.append("c");
        shard.append("d");
        stretchUpTo(3, List.of("b"), List.of("a", "c"));
        HandledRows rows = new HandledRows("one");
        rows.failInPart = "a";
        ShardProcessor processor = processor(rows);
        processor.start();

        projected("b", "a", "c", "d");
        assertThat(processor.failures()).isEqualTo(1);
        assertThat(processor.committed()).isEqualTo(4);
        assertThat(processor.holdsShard()).isTrue();
        ended(processor);
    }

    @Test
    void aStretchThatCannotBeReadIsReadInTheOrderOfTheShard() {
        shard.append("a", "b");
        ArchivedStretch stretch = stretchUpTo(2, List.of("b"));
        Mockito.doThrow(Mockito.mock(UnreadableStretchException.class))
                .when(stretch)
                .read(Mockito.any(), Mockito.any(), Mockito.any());
        ShardProcessor processor = processor("one");
        processor.start();

        projected("a", "b");
        ended(processor);
    }

    /** What a segment has up to that sequence, in parts. */
    @SafeVarargs
    private ArchivedStretch stretchUpTo(long last, List<String>... parts) {
        ArchivedStretch stretch = Mockito.mock(ArchivedStretch.class);
        Mockito.when(stretch.end()).thenReturn(TestShard.token(last));
        Mockito.when(stretch.lastSampledAt()).thenReturn(Instant.EPOCH);
        Mockito.doAnswer(
                        call -> {
                            Consumer<List<EventMessage>> taker = call.getArgument(2);
                            for (List<String> part : parts) {
                                taker.accept(part.stream().map(TestShard::event).toList());
                            }
                            return null;
                        })
                .when(stretch)
                .read(Mockito.any(), Mockito.any(), Mockito.any());
        Mockito.when(archive.after(Mockito.argThat(each -> each.sequence() < last)))
                .thenReturn(Optional.of(stretch));
        return stretch;
    }

    private ShardProcessor processor(String instance) {
        return processor(new HandledRows(instance));
    }

    private ShardProcessor processor(Projector projector) {
        return processor(projector, new Semaphore(1));
    }

    private ShardProcessor processor(Projector projector, Semaphore atATime) {
        EventShards shards = Mockito.mock(EventShards.class);
        EventStorageEngine engine = shard.engine();
        Mockito.when(shards.engine(0)).thenReturn(engine);
        Mockito.when(shards.stretchAfter(Mockito.eq(0), Mockito.any()))
                .thenAnswer(call -> archive.after(call.getArgument(1)));
        return new ProcessorFactory(
                        shards, new Tokens(model.dataSource()), model.transactions(), 10, atATime)
                .create("handled", 0, projector, Excerpt.ALL);
    }

    private void projected(String... values) {
        await().atMost(LONGEST)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(values()).containsExactly(values));
    }

    private List<@Nullable String> values() {
        return jdbc.queryForList("SELECT value FROM handled ORDER BY number", String.class);
    }

    private List<@Nullable String> instances() {
        return jdbc.queryForList("SELECT instance FROM handled ORDER BY number", String.class);
    }

    private static void ended(ShardProcessor processor) {
        assertThat(processor.stop()).succeedsWithin(LONGEST);
        assertThat(processor.isRunning()).isFalse();
    }

    /** A row per event. */
    private final class HandledRows implements Projector {

        private final String instance;
        private volatile @Nullable Throwable failOnce;
        private volatile @Nullable String failInPart;
        private volatile boolean failAlways;
        private volatile int largest;
        private volatile @Nullable CountDownLatch go;
        private volatile boolean waiting;

        HandledRows(String instance) {
            this.instance = instance;
        }

        @Override
        public Set<QualifiedName> supportedEvents() {
            return Set.of(TestShard.TYPE.qualifiedName());
        }

        @Override
        public Runnable project(List<EventMessage> events) {
            largest = Math.max(largest, events.size());
            for (EventMessage event : events) {
                jdbc.update(
                        "INSERT INTO handled (value, instance) VALUES (?, ?)",
                        event.payload(),
                        instance);
            }
            awaitGo();
            failIn(events);
            fail();
            return () -> {};
        }

        private void failIn(List<EventMessage> events) {
            @Nullable String part = failInPart;
            if (events.stream().anyMatch(event -> Objects.equals(event.payload(), part))) {
                failInPart = null;
                throw new IllegalStateException("in the part of " + part);
            }
        }

        private void awaitGo() {
            @Nullable CountDownLatch until = go;
            if (until != null) {
                waiting = true;
                try {
                    assertThat(until.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void fail() {
            @Nullable Throwable once = failOnce;
            failOnce = null;
            switch (once) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
            if (failAlways) {
                throw new IllegalStateException("always");
            }
        }

        @Override
        public void forget() {}
    }
}
