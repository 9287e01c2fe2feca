package io.nodepulse.events.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.HistoryItem;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What goes, what stays, and what holds it. */
class RetentionTest {

    private static final int HOURS = 10;
    private static final int GROUPS = 2;
    private static final int STEP = 3;
    private static final Instant CUT = Scrapes.NOON.plus(Duration.ofHours(6));

    private final ValkeyEventStore store = TestStores.open(1);
    private final StoreDriver driver = new StoreDriver(store.engine(0));
    private final Scrapes scrapes = Scrapes.ofNewServer();

    @BeforeEach
    void fill() {
        driver.append(List.of(scrapes.registered()));
        for (int minute = 0; minute < HOURS * 60; minute += STEP) {
            driver.append(scrapes.processes(minute * 60L, GROUPS));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingGoesAfterWhatIsAllowed() {
        long first = store.shard(0).retention().trim(CUT, 1 + 20 * GROUPS);
        assertThat(first).as("all but the keyframes of what follows").isBetween(17L, 20L);

        assertThat(store.shard(0).retention().trim(CUT, store.shard(0).head()))
                .isBetween(5 * 60L / STEP - first, 6 * 60L / STEP - first);
        assertThat(store.shard(0).retention().trim(CUT, store.shard(0).head())).isZero();
    }

    @Test
    void nothingGoesBeforeEveryConsumerHasPassedIt() {
        store.shard(0).retention().reportPassed("processes", 1 + 20 * GROUPS);
        store.shard(0).retention().reportPassed("hosts", 1 + HOURS * 60 / STEP * GROUPS);

        assertThat(store.shard(0).retention().trim(CUT, store.shard(0).head())).isBetween(17L, 20L);

        store.shard(0).retention().forget("processes");
        assertThat(store.shard(0).retention().trim(CUT, store.shard(0).head()))
                .isGreaterThan(4 * 60 / STEP);
    }

    @Test
    void allOfTheRetentionStillReadsAndTheServerStaysKnown() {
        store.shard(0).retention().trim(CUT, store.shard(0).head());

        List<Object> kept = driver.everything();
        assertThat(kept.getFirst()).isEqualTo(scrapes.registered());
        assertThat(kept)
                .containsAll(scrapes.processes(6 * 3600, GROUPS))
                .containsAll(scrapes.processes((HOURS * 60 - STEP) * 60L, GROUPS));
        assertThat(
                        driver.sourced(
                                EventCriteria.havingTags(
                                        EventTypes.serverTag(scrapes.server().toString()))))
                .containsExactly(scrapes.registered());
    }

    /** A scrape each 3 minutes, a keyframe each 6: every other place is between the two. */
    @Test
    void whatIsAfterThatCanStillBeRead() {
        List<Object> all = driver.everything();
        Instant later = Scrapes.NOON.plus(Duration.ofDays(3));
        for (int entries = 20; entries < 24; entries++) {
            long held = 1 + entries * GROUPS;

            store.shard(0).retention().trim(later, held);

            assertThat(store.shard(0).trimmed()).isBetween(held - 5 * GROUPS, held);
            assertThat(driver.everything()).containsAll(all.subList((int) held, all.size()));
            assertThat(history(Scrapes.NOON.plus(Duration.ofHours(2)), later))
                    .as("indexes of the day")
                    .hasSize((HOURS - 2) * 60 / STEP * GROUPS);
        }
    }

    @Test
    void theHistoryOfAServerIsReadByTime() {
        Instant from = Scrapes.NOON.plus(Duration.ofMinutes(90));
        Instant to = from.plus(Duration.ofMinutes(29));

        List<ProcessSampled> read = history(from, to);

        assertThat(read).hasSize(30 / STEP * GROUPS);
        assertThat(read.getFirst()).isEqualTo(scrapes.processes(90 * 60, GROUPS).getFirst());
        assertThat(read.getLast()).isEqualTo(scrapes.processes(117 * 60, GROUPS).getLast());
    }

    private List<ProcessSampled> history(Instant from, Instant to) {
        List<ProcessSampled> read = new ArrayList<>();
        Iterator<HistoryItem> history =
                store.history().samples(scrapes.server(), Exporter.PROCESSES, from, to, 0);
        history.forEachRemaining(
                item -> read.add((ProcessSampled) ((HistoryItem.Recorded) item).sample()));
        return read;
    }
}
