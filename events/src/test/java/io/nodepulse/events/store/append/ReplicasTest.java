package io.nodepulse.events.store.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Where appends must be on a replica, and none is there. */
class ReplicasTest {

    private static final String MESSAGE =
            "an append is not acknowledged: it is written, but only 0 of 1 replicas say that they"
                    + " have it: send it again";

    private final EventStoreSettings settings = TestStores.settings(1);
    private final Scrapes scrapes = Scrapes.ofNewServer();

    @Test
    void neitherAnAppendNorItsRepetitionIsAcknowledged() {
        EventStoreSettings replicated =
                settings.withReplicas(1).withReplicasTimeout(Duration.ofMillis(50));
        try (ValkeyEventStore store = ValkeyEventStore.open(replicated)) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(EventStoreUnavailableException.class)
                        .isThrownBy(() -> driver.append(scrapes.processes(0, 3)))
                        .withMessage(MESSAGE);
            }
            // The repetition was a duplicate, which has to be on the replicas as well.
            assertThat(store.shard(0).head()).isEqualTo(3);
            try (RawKeys raw = new RawKeys(settings)) {
                assertThat(raw.reader().headField("asked")).isEqualTo(1);
            }
        }
    }

    @Test
    void whereNoReplicaIsAskedForTheRepetitionIsADuplicate() {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            driver.append(List.of(scrapes.host(0)));
            assertThatExceptionOfType(DuplicateScrapeException.class)
                    .isThrownBy(() -> driver.append(List.of(scrapes.host(0))));
        }
    }
}
