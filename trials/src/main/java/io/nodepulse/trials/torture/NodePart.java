package io.nodepulse.trials.torture;

import io.nodepulse.embedded.ValkeyCluster;

import java.util.List;
import java.util.Optional;

/**
 * One node of a cluster, primary or replica.
 *
 * @param number its number in the cluster
 */
record NodePart(ValkeyCluster cluster, int number, Optional<SmallDisk> disk) implements Part {

    @Override
    public void kill() {
        cluster.killHard(number);
        cluster.startAgain(number);
    }

    @Override
    public void cut() {
        cluster.resetConnections(number);
    }

    @Override
    public List<Long> processes() {
        return Processes.running(List.of(cluster.pid(number)));
    }
}
