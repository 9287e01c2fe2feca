package io.nodepulse.events.store;

import io.nodepulse.embedded.ValkeyCluster;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The contract on a Valkey Cluster of three primaries. */
@NullUnmarked
class ClusterEngineTest extends EngineContract {

    @TempDir static Path folder;

    private ValkeyCluster cluster;

    ClusterEngineTest() {
        super(4, 3);
    }

    @Override
    EventStoreSettings settings(int shards) {
        cluster = ValkeyCluster.start(folder);
        return EventStoreSettings.at(cluster.uri()).withShards(shards).withReplicas(1);
    }

    @AfterAll
    @Override
    void closeStore() {
        super.closeStore();
        cluster.close();
    }
}
