package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A real Valkey Cluster on 127.0.0.1 for tests: three primaries, each with a third of the slots,
 * and a replica of each. Nodes 0 to 2 begin as primaries, node i + 3 as the replica of node i. Not
 * thread-safe.
 */
public final class ValkeyCluster implements AutoCloseable {

    private static final int PRIMARIES = 3;
    private static final int NODES = 2 * PRIMARIES;
    private static final int SLOTS = 16_384;
    private static final int MOST_KEYS_OF_A_SLOT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private final List<ClusterNode> nodes = new ArrayList<>();

    private ValkeyCluster() {}

    /** Starts all six nodes, joins them and waits until the cluster serves every slot. */
    public static ValkeyCluster start(Path directory) {
        ValkeyCluster cluster = new ValkeyCluster();
        try {
            for (int i = 0; i < NODES; i++) {
                cluster.nodes.add(ClusterNode.start(directory.resolve("node-" + i)));
            }
            cluster.form();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new EmbeddedException("The Valkey cluster does not form: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Addresses of all nodes with commas between them. */
    public String uri() {
        return nodes.stream().map(ClusterNode::uri).collect(Collectors.joining(","));
    }

    /** The number of the node that serves this key now. */
    public int ownerOf(String key) throws IOException {
        String slot = anyRunning().ask("CLUSTER KEYSLOT " + key);
        return ownerOfSlot(Integer.parseInt(slot));
    }

    /** Gives the slot of this key, with all its data, from its owner to another primary. */
    public void moveSlotOf(String key, int newOwner) throws IOException {
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

    /** Lets the nodes that run serve their slots, also while others are served by nobody. */
    public void serveWithoutAllSlots() throws IOException {
        for (ClusterNode node : nodes) {
            if (node.isRunning()) {
                node.ask("CONFIG SET cluster-require-full-coverage no");
            }
        }
    }

    /** Kills a node as a crash would; where it was a primary, its replica takes over in a while. */
    public void killHard(int node) {
        nodes.get(node).killHard();
    }

    /** Starts a killed node again, on its port and its data; a former primary becomes a replica. */
    public void startAgain(int node) {
        nodes.get(node).startAgain();
    }

    /** Waits until every running node sees every slot served. */
    public void awaitServing() {
        for (ClusterNode node : nodes) {
            if (node.isRunning()) {
                await(
                        "serve every slot",
                        () -> node.ask("CLUSTER INFO").contains("cluster_state:ok"));
            }
        }
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
    }

    private void form() throws IOException {
        for (int i = 0; i < PRIMARIES; i++) {
            int first = i * SLOTS / PRIMARIES;
            int last = (i + 1) * SLOTS / PRIMARIES - 1;
            nodes.get(i).ask("CLUSTER ADDSLOTSRANGE %d %d".formatted(first, last));
            nodes.get(i).ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        for (ClusterNode node : nodes.subList(1, NODES)) {
            String address = "%s %d %d".formatted(Loopback.HOST, node.port(), node.busPort());
            nodes.getFirst().ask("CLUSTER MEET " + address);
        }
        for (ClusterNode node : nodes) {
            await("know each other", () -> knowsAll(node.ask("CLUSTER NODES")));
        }
        for (int i = 0; i < PRIMARIES; i++) {
            nodes.get(PRIMARIES + i).ask("CLUSTER REPLICATE " + nodes.get(i).id());
        }
        for (ClusterNode replica : nodes.subList(PRIMARIES, NODES)) {
            await(
                    "copy the data",
                    () -> replica.ask("INFO replication").contains("master_link_status:up"));
        }
        awaitServing();
    }

    private static boolean knowsAll(String clusterNodes) {
        return clusterNodes.lines().count() == NODES && !clusterNodes.contains("handshake");
    }

    /** A line is {@code id host:port@bus flags primary ping pong epoch state slot-range…}. */
    private int ownerOfSlot(int slot) throws IOException {
        for (String line : anyRunning().askAll("CLUSTER NODES").getFirst().lines().toList()) {
            String[] words = line.split(" ", -1);
            for (int i = 8; i < words.length && words[2].contains("master"); i++) {
                String[] range = words[i].split("-", -1);
                if (!words[i].startsWith("[")
                        && Integer.parseInt(range[0]) <= slot
                        && slot <= Integer.parseInt(range[range.length - 1])) {
                    return nodeAt(words[1]);
                }
            }
        }
        throw new EmbeddedException("Nobody serves slot " + slot);
    }

    private int nodeAt(String address) {
        for (int i = 0; i < NODES; i++) {
            if (address.startsWith("%s:%d@".formatted(Loopback.HOST, nodes.get(i).port()))) {
                return i;
            }
        }
        throw new EmbeddedException("No node of ours is at " + address);
    }

    private ClusterNode anyRunning() {
        return nodes.stream().filter(ClusterNode::isRunning).findFirst().orElseThrow();
    }

    private static void await(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                throw new EmbeddedException(
                        "The Valkey cluster does not %s: %s".formatted(what, e), e);
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedException(
                        "The Valkey cluster does not %s within %d s"
                                .formatted(what, PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
