package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.ValkeyCluster;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A primary of three is lost with its replica: what is on the others goes on. */
class DeadShardTest {

    private static final int SHARDS = 6;
    private static final int REPLICA_OF = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void theStoreOpensWithoutADeadShardAndTakesItsAppendsWhenItIsBack() throws Exception {
        try (ValkeyCluster cluster = ValkeyCluster.start(folder)) {
            cluster.serveWithoutAllSlots();
            EventStoreSettings settings =
                    EventStoreSettings.at(cluster.uri())
                            .withShards(SHARDS)
                            .withTimeout(Duration.ofMillis(500));
            ValkeyEventStore.open(settings).close();
            // Also the one that tells what the store is.
            int dead = cluster.ownerOf("{np}:shards");
            List<Integer> away = shardsOn(cluster, settings, dead);
            assertThat(away).isNotEmpty().hasSizeLessThan(SHARDS);
            cluster.killHard(dead);
            cluster.killHard(dead + REPLICA_OF);

            try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
                assertThat(store.shardsAway()).isEqualTo(away);
                for (int shard = 0; shard < SHARDS; shard++) {
                    StoreDriver driver = new StoreDriver(store.engine(shard));
                    if (away.contains(shard)) {
                        assertThatExceptionOfType(EventStoreUnavailableException.class)
                                .isThrownBy(() -> appendTo(driver));
                    } else {
                        await().atMost(TIMEOUT).until(() -> takesAppends(driver));
                    }
                }

                cluster.startAgain(dead);
                for (int shard : away) {
                    StoreDriver driver = new StoreDriver(store.engine(shard));
                    await().atMost(TIMEOUT).until(() -> takesAppends(driver));
                }
                await().atMost(TIMEOUT).until(() -> store.shardsAway().isEmpty());
            }
        }
    }

    private static List<Integer> shardsOn(
            ValkeyCluster cluster, EventStoreSettings settings, int node) throws IOException {
        List<Integer> shards = new ArrayList<>();
        for (int shard = 0; shard < settings.shards(); shard++) {
            if (cluster.ownerOf(new ShardKeys(settings.namespace(), shard).head()) == node) {
                shards.add(shard);
            }
        }
        return shards;
    }

    private static boolean takesAppends(StoreDriver driver) {
        try {
            appendTo(driver);
            return true;
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }

    private static void appendTo(StoreDriver driver) {
        driver.append(List.of(Scrapes.ofNewServer().registered()));
    }
}
