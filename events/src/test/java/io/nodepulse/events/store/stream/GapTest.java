package io.nodepulse.events.store.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestReader;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What is not there any more when a reader comes by is named, and passed over once given up. */
class GapTest {

    private static final int MINUTES = 60;

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));
    private final Scrapes scrapes = Scrapes.ofNewServer();

    /** Two events a minute. */
    @BeforeEach
    void fill() {
        for (int minute = 0; minute < MINUTES; minute++) {
            driver.append(scrapes.processes(minute * 60L, 2));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aClosedStreamHasPassedNothingThatItDidNotHandOut() {
        try (TestReader reader = new TestReader(store, new GlobalSequenceTrackingToken(0))) {
            reader.awaitEvents(2);
            ShardToken read = reader.token();
            await().until(reader::hasMore);

            reader.close();

            assertThat(reader.passedAfter(read)).isEqualTo(read);
        }
    }

    @Test
    void whatRetentionRemovedBeforeItWasReadIsNamed() {
        ShardToken token;
        try (TestReader reader = new TestReader(store, new GlobalSequenceTrackingToken(0))) {
            reader.awaitEvents(10);
            token = reader.token();
        }
        assertThat(
                        store.shard(0)
                                .retention()
                                .trim(
                                        Scrapes.NOON.plus(Duration.ofMinutes(30)),
                                        store.shard(0).head()))
                .isEqualTo(24);

        StreamBreak found = new StreamBreak(StreamBreak.Kind.TRIMMED, 11, 48, 10);
        assertThat(store.shard(0).epochs().standing(token).broken()).contains(found);
        try (TestReader stopped = new TestReader(store, token)) {
            assertThat(stopped.awaitBreak()).isEqualTo(found);
        }
        try (TestReader on =
                new TestReader(store, store.shard(0).epochs().repaired(token, found))) {
            assertThat(on.awaitEvents(2 * MINUTES - 48).getFirst())
                    .isEqualTo(scrapes.processes(24 * 60, 2).getFirst());
        }
        try (TestReader fresh = new TestReader(store, new GlobalSequenceTrackingToken(0))) {
            assertThat(fresh.awaitEvents(2 * MINUTES - 48)).hasSize(2 * MINUTES - 48);
        }
    }

    @Test
    void whatIsMissingIsNamedWhereItsRangeBeginsAndEnds() {
        try (RawKeys raw = new RawKeys(settings)) {
            // None of them is a keyframe.
            for (int last : List.of(16, 18, 20)) {
                raw.run("XDEL", "events", last + "-2");
            }
        }
        StreamBreak found = new StreamBreak(StreamBreak.Kind.MISSING, 15, 20, 14);
        ShardToken token;
        try (TestReader reader = new TestReader(store, new GlobalSequenceTrackingToken(0))) {
            assertThat(reader.awaitBreak()).isEqualTo(found);
            assertThat(reader.awaitEvents(14)).hasSize(14);
            token = reader.token();
        }
        try (TestReader on =
                new TestReader(store, store.shard(0).epochs().repaired(token, found))) {
            assertThat(on.awaitEvents(2 * MINUTES - 20).getFirst())
                    .isEqualTo(scrapes.processes(10 * 60, 2).getFirst());
        }
    }
}
