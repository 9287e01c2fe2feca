package io.nodepulse.events.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** A Valkey that has no memory left takes nothing, and can still be given room. */
class FullMemoryTest {

    private static final int GROUPS = 400;
    private static final long MEMORY_BYTES = 6 << 20;

    @TempDir Path directory;

    @Test
    void retentionMakesRoomWhereThereIsNone() {
        ValkeyOptions small = ValkeyOptions.in(directory).withMaxMemoryBytes(MEMORY_BYTES);
        try (ValkeyServer valkey = ValkeyServer.start(small);
                ValkeyEventStore store =
                        ValkeyEventStore.open(
                                EventStoreSettings.at(valkey.uri())
                                        .withNamespace("full")
                                        .withShards(1))) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            Scrapes scrapes = Scrapes.ofNewServer();
            int taken = fill(driver, scrapes);
            long head = store.shard(0).head();

            // What the readers, the notary and the verification ask it.
            assertThat(store.shard(0).epochs().starts()).hasSize(1);
            assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();

            store.shard(0).retention().reportPassed("processes", head);
            long removed =
                    store.shard(0)
                            .retention()
                            .trim(Scrapes.NOON.plus(Duration.ofMinutes(taken / 2)), head);

            assertThat(removed).isPositive();
            driver.append(scrapes.processes((taken + 1) * 60L, GROUPS));
            assertThat(store.shard(0).head()).isEqualTo(head + GROUPS);
        }
    }

    /** Returns how many scrapes, a minute apart, were taken before one was refused. */
    private static int fill(StoreDriver driver, Scrapes scrapes) {
        int taken = 0;
        while (true) {
            try {
                driver.append(scrapes.processes(taken * 60L, GROUPS));
                taken++;
            } catch (EventStoreUnavailableException e) {
                assertThat(e).hasMessageContaining("maxmemory");
                assertThat(taken).isPositive();
                return taken;
            }
        }
    }
}
