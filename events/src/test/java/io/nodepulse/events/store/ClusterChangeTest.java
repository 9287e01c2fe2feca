package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.ValkeyCluster;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A shard moves to another primary, which is then lost and comes back, while agents push. */
class ClusterChangeTest {

    private static final int AGENTS = 4;
    private static final int APPENDS = 100;
    private static final Duration TAKEOVER = Duration.ofMinutes(1);

    @TempDir Path folder;

    @Test
    void everyAcknowledgedEventSurvivesAMoveAndTheLossOfAPrimary() throws Exception {
        try (ValkeyCluster cluster = ValkeyCluster.start(folder)) {
            EventStoreSettings settings =
                    EventStoreSettings.at(cluster.uri())
                            .withShards(1)
                            .withReplicas(1)
                            .withTimeout(Duration.ofSeconds(2));
            String key = new ShardKeys(settings.namespace(), 0).events();
            try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
                StoreDriver driver = new StoreDriver(store.engine(0));
                Set<ProcessSampled> acknowledged;
                try (PushingAgents agents = PushingAgents.start(driver, AGENTS)) {
                    acknowledged = agents.acknowledged();
                    agents.awaitAppends(APPENDS);
                    int first = cluster.ownerOf(key);
                    int second = (first + 1) % 3;
                    cluster.moveSlotOf(key, second);
                    agents.awaitAppends(APPENDS);
                    cluster.killHard(second);
                    await().atMost(TAKEOVER).until(() -> cluster.ownerOf(key) != second);
                    // the new primary has no replica yet: nothing is acknowledged until one is back
                    cluster.startAgain(second);
                    cluster.awaitServing();
                    agents.awaitAppends(APPENDS);
                }
                List<Object> stored = driver.everything();
                assertThat(new HashSet<>(stored)).hasSameSizeAs(stored).containsAll(acknowledged);
            }
        }
    }

    /** Of a store that is made there: no shard says yet what the store is. */
    @Test
    void aStartInTheMidstOfAFailoverWaitsForTheNewPrimary() throws Exception {
        try (ValkeyCluster cluster = ValkeyCluster.start(folder)) {
            EventStoreSettings settings =
                    EventStoreSettings.at(cluster.uri())
                            .withShards(3)
                            .withTimeout(Duration.ofMillis(500));
            cluster.killHard(cluster.ownerOf("{np}:shards"));
            try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
                assertThat(store.shards()).isEqualTo(3);
            }
            cluster.awaitServing();
            ValkeyEventStore.open(settings).close();
        }
    }
}
