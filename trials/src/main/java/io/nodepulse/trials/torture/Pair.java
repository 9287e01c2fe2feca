package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.ValkeyCluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A primary of a cluster with its replica, whichever of the two nodes leads at the moment, and the
 * ways to break the two together. Each brings back what it broke, and may leave the other to lead.
 *
 * @param number of the pair in the cluster
 * @param copy where an older copy of its data is kept
 */
record Pair(ValkeyCluster cluster, int number, Path copy) {

    /** Kills the primary, and brings it back only when its replica leads. */
    void losePrimary() throws IOException, InterruptedException {
        int primary = cluster.primaryOf(number);
        cluster.killHard(primary);
        awaitTakeover(primary);
        cluster.startAgain(primary);
    }

    /** The same, after the replica got nothing for a while: it leads without what came since. */
    void losePrimaryAheadOfReplica(Flow flow, Duration lag)
            throws IOException, InterruptedException {
        int lost =
                breakBehind(
                        flow,
                        lag,
                        primary -> {
                            cluster.killHard(primary);
                            awaitTakeover(primary);
                        });
        cluster.startAgain(lost);
    }

    /** Kills the replica after it got nothing for a while. */
    void loseReplicaBehindPrimary(Flow flow, Duration lag)
            throws IOException, InterruptedException {
        int primary = breakBehind(flow, lag, leading -> cluster.killHard(cluster.mateOf(leading)));
        cluster.startAgain(cluster.mateOf(primary));
    }

    /** Lets the other nodes not hear the primary, whom clients reach all the same or not. */
    void partitionPrimary(boolean clientsToo, Duration length)
            throws IOException, InterruptedException {
        int primary = cluster.primaryOf(number);
        cluster.partition(primary);
        if (clientsToo) {
            cluster.shutOut(primary);
        }
        try {
            Thread.sleep(length);
        } finally {
            cluster.heal();
        }
    }

    /**
     * Puts an older copy of the data in the place of what both nodes have.
     *
     * @param age of the first copy; later ones are as old as the last restore of the pair
     */
    void restore(Duration age) throws IOException, InterruptedException {
        int primary = cluster.primaryOf(number);
        int replica = cluster.mateOf(primary);
        if (!Files.exists(copy)) {
            cluster.copyData(primary, copy);
            Thread.sleep(age);
        }
        // The replica first, so that it cannot take over; back in the other order.
        cluster.killHard(replica);
        cluster.killHard(primary);
        cluster.restoreData(primary, copy);
        cluster.restoreData(replica, copy);
        cluster.startAgain(primary);
        cluster.startAgain(replica);
        cluster.copyData(primary, copy);
    }

    @FunctionalInterface
    private interface Breaking {

        void run(int primary) throws IOException, InterruptedException;
    }

    /**
     * Breaks something while the replica has got nothing from the primary for a while.
     *
     * @return the node that was the primary
     */
    private int breakBehind(Flow flow, Duration lag, Breaking breaking)
            throws IOException, InterruptedException {
        int primary = cluster.primaryOf(number);
        cluster.breakReplication(primary, flow);
        try {
            Thread.sleep(lag);
            breaking.run(primary);
        } finally {
            cluster.heal();
        }
        return primary;
    }

    private void awaitTakeover(int lost) throws InterruptedException {
        Waiting.require(
                "A replica takes over", () -> cluster.primaryOf(number) == cluster.mateOf(lost));
    }
}
