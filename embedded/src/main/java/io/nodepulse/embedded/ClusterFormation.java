package io.nodepulse.embedded;

import java.io.IOException;
import java.util.List;

/** Makes a cluster of nodes that do not know each other yet. */
final class ClusterFormation {

    static final int SLOTS = 16_384;

    private final List<ClusterNode> nodes;
    private final int pairs;

    /**
     * @param nodes the first half becomes primaries, with even shares of the slots; node i of the
     *     second half the replica of node i of the first
     */
    ClusterFormation(List<ClusterNode> nodes) {
        this.nodes = nodes;
        this.pairs = nodes.size() / 2;
    }

    void run() throws IOException {
        for (int i = 0; i < pairs; i++) {
            int first = i * SLOTS / pairs;
            int last = (i + 1) * SLOTS / pairs - 1;
            nodes.get(i).ask("CLUSTER ADDSLOTSRANGE %d %d".formatted(first, last));
            nodes.get(i).ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        for (ClusterNode node : nodes.subList(1, nodes.size())) {
            String address = "%s %d %d".formatted(Loopback.HOST, node.port(), node.busPort());
            nodes.getFirst().ask("CLUSTER MEET " + address);
        }
        for (ClusterNode node : nodes) {
            Awaiting.await("know each other", () -> knowsAll(node.ask("CLUSTER NODES")));
        }
        for (int i = 0; i < pairs; i++) {
            nodes.get(pairs + i).ask("CLUSTER REPLICATE " + nodes.get(i).id());
        }
    }

    private boolean knowsAll(String clusterNodes) {
        return clusterNodes.lines().count() == nodes.size() && !clusterNodes.contains("handshake");
    }
}
