package io.nodepulse.events.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.events.wire.EntryFormat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server whose history is erased and one whose is not, by two instances on a real Valkey. */
class ErasedHistoryTest {

    private final EventStoreSettings settings = TestStores.settings(1);
    private final Scrapes erased = Scrapes.ofNewServer();
    private final Scrapes other = Scrapes.ofNewServer();

    private static List<HistoryItem> history(ValkeyEventStore store, Scrapes of) {
        List<HistoryItem> items = new ArrayList<>();
        store.history()
                .samples(
                        of.server(),
                        Exporter.PROCESSES,
                        Scrapes.NOON,
                        Scrapes.NOON.plus(Duration.ofHours(1)),
                        0)
                .forEachRemaining(items::add);
        return items;
    }

    @Test
    void whatCameBeforeIsNotReadAnyMoreAndNothingThatComesAfterNeedsIt() {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings);
                ValkeyEventStore second = ValkeyEventStore.open(settings)) {
            List<StoreDriver> instances =
                    List.of(new StoreDriver(store.engine(0)), new StoreDriver(second.engine(0)));
            for (int number = 0; number < 4; number++) {
                instances.get(number % 2).append(erased.processes(number, 3));
                instances.get(number % 2).append(other.processes(number, 2));
            }
            List<HistoryItem> ofOther = history(store, other);

            instances
                    .getFirst()
                    .append(
                            List.of(
                                    new HistoryErased(
                                            erased.server(),
                                            "web-1",
                                            Scrapes.NOON.plusSeconds(5))));
            long erasure = store.shard(0).head();
            for (int number = 6; number < 10; number++) {
                instances.get(number % 2).append(erased.processes(number, 3));
            }

            // Each instance knows a keyframe of before, and writes one anew.
            List<StoredAppend> after = store.shard(0).appends(erasure, 10);
            assertThat(after)
                    .extracting(append -> EntryFormat.looksLikeKeyframe(append.bytes()))
                    .containsExactly(true, true, false, false);
            List<HistoryItem> items = history(second, erased);
            assertThat(items.getFirst())
                    .isInstanceOfSatisfying(
                            HistoryItem.Erased.class,
                            item -> {
                                assertThat(item.sequence()).isEqualTo(erasure);
                                assertThat(item.erasure().at())
                                        .isEqualTo(Scrapes.NOON.plusSeconds(5));
                            });
            assertThat(items.subList(1, items.size()))
                    .hasSize(4 * 3)
                    .allMatch(item -> item.sequence() > erasure);
            assertThat(history(store, other)).isEqualTo(ofOther).hasSize(4 * 2);
            assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
        }
    }
}
