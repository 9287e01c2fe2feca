package io.nodepulse.events.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.SegmentingStore;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestReader;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.restore.ShardRestore.Restored;

import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shard that has nothing is what it was up to the end of its segments, and goes on. */
class RestoreTest {

    private static final int GROUPS = 3;

    @TempDir Path directory;

    private SegmentingStore segmenting;
    private StoreDriver driver;
    private List<EpochStart> epochs = List.of();
    private final Scrapes scrapes = Scrapes.ofNewServer();
    private final Scrapes other = Scrapes.ofNewServer();
    private final List<Object> appended = new ArrayList<>();

    @BeforeEach
    void open() {
        segmenting = new SegmentingStore(directory);
        driver = new StoreDriver(segmenting.store().engine(0));
        append(List.of(scrapes.registered()));
        append(List.of(other.registered()));
        for (int second = 0; second < 600; second += 15) {
            append(scrapes.processes(second, GROUPS));
            append(List.of(other.host(second)));
        }
        segmenting.makeSegment();
        epochs = segmenting.store().shard(0).epochs().starts();
    }

    @AfterEach
    void close() {
        segmenting.close();
    }

    private void append(List<?> events) {
        driver.append(events);
        appended.addAll(events);
    }

    private Restored restore() {
        return segmenting.store().shard(0).restore().run(epochs, read -> {});
    }

    @Test
    void allThatSegmentsHoldIsThereAgainAndEveryIndexIsRight() {
        segmenting.keys().flush();

        Restored restored = restore();

        assertThat(restored.head()).isEqualTo(appended.size());
        assertThat(restored.facts()).isEqualTo(2);
        assertThat(restored.newest()).hasValue(Scrapes.NOON.plusSeconds(585));
        assertThat(driver.everything()).isEqualTo(appended);
        assertThat(
                        driver.sourced(
                                EventCriteria.havingTags(
                                        EventTypes.serverTag(other.server().toString()))))
                .containsExactly(other.registered());
        assertThat(segmenting.store().shard(0).checkIndexes(read -> {})).isEmpty();
    }

    @Test
    void whatWasSampledGoesOnAndWhatIsThereIsADuplicate() {
        segmenting.keys().flush();
        restore();

        assertThat(driver.tryAppend(scrapes.processes(585, GROUPS))).isFalse();
        assertThat(driver.tryAppend(List.of(other.host(100)))).isFalse();
        for (int second = 600; second < 900; second += 15) {
            append(scrapes.processes(second, GROUPS));
            append(List.of(other.host(second)));
        }

        try (TestReader reader =
                new TestReader(segmenting.store(), new GlobalSequenceTrackingToken(0))) {
            assertThat(reader.awaitEvents(appended.size())).isEqualTo(appended);
        }
        assertThat(segmenting.store().shard(0).checkIndexes(read -> {})).isEmpty();
        segmenting.makeSegment();
        segmenting.trim();
        assertThat(driver.everything()).isEqualTo(appended);
    }

    @Test
    void aRestoreThatDidNotEndBeginsAnew() {
        segmenting.keys().flush();
        restore();
        segmenting.keys().run("HDEL", "head", "sequence");

        assertThat(restore().head()).isEqualTo(appended.size());
        assertThat(driver.everything()).isEqualTo(appended);
        assertThat(segmenting.store().shard(0).checkIndexes(read -> {})).isEmpty();
    }

    @Test
    void aShardThatHasEventsIsLeftAlone() {
        assertThatIllegalStateException()
                .isThrownBy(this::restore)
                .withMessageContaining("has events");
        assertThat(driver.everything()).isEqualTo(appended);
    }
}
