package io.nodepulse.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The nodes of a cluster, and what those that are not cut off say of it. */
final class ClusterMembers {

    private static final int MOST_KEYS_OF_A_SLOT = 1_000;

    private final List<ClusterNode> nodes;
    private final Set<Integer> cutOff = ConcurrentHashMap.newKeySet();

    ClusterMembers(List<ClusterNode> nodes) {
        this.nodes = nodes;
    }

    /** What this node says is not believed until all are connected again. */
    void cutOff(int node) {
        cutOff.add(node);
    }

    void connected() {
        cutOff.clear();
    }

    int ownerOf(String key) throws IOException {
        int slot = Integer.parseInt(ask("CLUSTER KEYSLOT " + key));
        int port =
                view().portOf(slot)
                        .orElseThrow(() -> new EmbeddedException("Nobody serves slot " + slot));
        return IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).port() == port)
                .findFirst()
                .orElseThrow();
    }

    int primaryOf(int pair) throws IOException {
        return view().serves(nodes.get(pair).port()) ? pair : mateOf(pair);
    }

    int mateOf(int node) {
        return (node + nodes.size() / 2) % nodes.size();
    }

    void moveSlotOf(String key, int newOwner) throws IOException {
        ClusterNode from = nodes.get(ownerOf(key));
        ClusterNode to = nodes.get(newOwner);
        String slot = from.ask("CLUSTER KEYSLOT " + key);
        to.ask("CLUSTER SETSLOT %s IMPORTING %s".formatted(slot, from.id()));
        from.ask("CLUSTER SETSLOT %s MIGRATING %s".formatted(slot, to.id()));
        for (String moved :
                from.askAll("CLUSTER GETKEYSINSLOT %s %d".formatted(slot, MOST_KEYS_OF_A_SLOT))) {
            from.ask("MIGRATE %s %d %s 0 2000".formatted(Loopback.HOST, to.port(), moved));
        }
        for (ClusterNode node : List.of(to, from)) {
            node.ask("CLUSTER SETSLOT %s NODE %s".formatted(slot, to.id()));
        }
    }

    void awaitServing() {
        for (ClusterNode node : nodes) {
            if (node.isRunning()) {
                Awaiting.await("serve every slot", () -> servesAll(node.ask("CLUSTER INFO")));
            }
        }
    }

    void awaitReplicated() {
        for (int i = 0; i < nodes.size() / 2; i++) {
            int pair = i;
            Awaiting.await("replicate", () -> isReplicated(primaryOf(pair)));
        }
    }

    /** Until each running node has saved what it needs to start again. */
    void awaitSaved() {
        for (ClusterNode node : nodes) {
            if (node.isRunning()) {
                Awaiting.await("agree on its shards", node::canStartAgain);
            }
        }
    }

    private static boolean servesAll(String clusterInfo) {
        return clusterInfo.contains("cluster_state:ok")
                && clusterInfo.contains("cluster_slots_ok:" + ClusterFormation.SLOTS);
    }

    private boolean isReplicated(int primary) throws IOException {
        String leading = nodes.get(primary).ask("INFO");
        String following = nodes.get(mateOf(primary)).ask("INFO");
        return leading.contains("role:master")
                && leading.contains("connected_slaves:1")
                && following.contains("role:slave")
                && following.contains("master_link_status:up")
                // Until a full copy is in the file, that holds what was there before.
                && following.contains("aof_rewrite_in_progress:0")
                && following.contains("aof_rewrite_scheduled:0");
    }

    private ClusterView view() throws IOException {
        return ClusterView.parse(ask("CLUSTER NODES"));
    }

    /** Asks one node after the other until one answers. */
    private String ask(String command) throws IOException {
        IOException last = new IOException("no node runs");
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isRunning() && !cutOff.contains(i)) {
                try {
                    return nodes.get(i).ask(command);
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw last;
    }
}
