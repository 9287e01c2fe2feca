package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real Valkey Cluster on 127.0.0.1 whose nodes and wires can be broken: three primaries, each
 * with a third of the slots, and a replica of each. Nodes 0 to 2 begin as primaries, node i + 3 as
 * the replica of node i; whoever of such a pair does not lead replicates the other. Not
 * thread-safe.
 */
public final class ValkeyCluster implements AutoCloseable {

    /** How many primaries there are, each with a replica. */
    public static final int PAIRS = 3;

    public static final int NODES = 2 * PAIRS;

    private final ClusterWires wires = new ClusterWires();
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final ClusterMembers members = new ClusterMembers(nodes);

    private ValkeyCluster() {}

    /** Starts all six nodes, joins them and waits until the cluster is whole. */
    public static ValkeyCluster start(Path directory) {
        ValkeyCluster cluster = new ValkeyCluster();
        try {
            for (int i = 0; i < NODES; i++) {
                cluster.nodes.add(ClusterNode.start(i, home(directory, i), cluster.wires));
            }
            new ClusterFormation(cluster.nodes).run();
            cluster.awaitWhole();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new EmbeddedException("The Valkey cluster does not form: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Where a node of a cluster in that directory has its data and its log. */
    public static Path home(Path directory, int node) {
        return directory.resolve("node-" + node);
    }

    /** Addresses of all nodes with commas between them. */
    public String uri() {
        return nodes.stream().map(ClusterNode::uri).collect(Collectors.joining(","));
    }

    /** The number of the node that serves this key now. */
    public int ownerOf(String key) throws IOException {
        return members.ownerOf(key);
    }

    /** The node that leads this pair, 0 to 2, now; the other one if neither is seen to do so. */
    public int primaryOf(int pair) throws IOException {
        return members.primaryOf(pair);
    }

    /** The other node of its pair. */
    public int mateOf(int node) {
        return members.mateOf(node);
    }

    /** Gives the slot of this key, with all its data, from its owner to another primary. */
    public void moveSlotOf(String key, int newOwner) throws IOException {
        members.moveSlotOf(key, newOwner);
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

    /** Its process. */
    public long pid(int node) {
        return nodes.get(node).pid();
    }

    /** Lets a node stand still until this is closed. */
    public Freeze freeze(int node) {
        return Freeze.of(() -> List.of(pid(node)));
    }

    /**
     * Lets its replica get nothing from a node that goes on serving, until the wires are healed.
     *
     * @param flow stalled, so that both take the other for slow; or cut, so that they know
     */
    public void breakReplication(int primary, Flow flow) {
        wires.replication(primary, mateOf(primary), flow);
    }

    /** Lets a node and the other nodes hear nothing of each other until the wires are healed. */
    public void partition(int node) {
        List<Integer> others = IntStream.range(0, NODES).filter(i -> i != node).boxed().toList();
        members.cutOff(node);
        wires.between(node, others, Flow.STALLED);
    }

    /** Lets no client reach a node until the wires are healed. */
    public void shutOut(int node) {
        wires.clients(node, Flow.STALLED);
    }

    /** Lets every wire carry again. */
    public void heal() {
        members.connected();
        wires.heal();
    }

    /** Ends the connections of a node with its clients and its replica, which may call again. */
    public void resetConnections(int node) {
        nodes.get(node).resetConnections();
    }

    /** Copies the data of a node as a crash at this moment would leave it. */
    public void copyData(int node, Path copy) throws IOException {
        nodes.get(node).copyData(copy);
    }

    /** Puts a copy in the place of a killed node's data; its place in the cluster it keeps. */
    public void restoreData(int node, Path copy) throws IOException {
        nodes.get(node).restoreData(copy);
    }

    /** Waits until every running node sees every slot served. */
    public void awaitServing() {
        members.awaitServing();
    }

    /**
     * Waits until all nodes run, every slot is served, and each primary has a replica that would
     * lose nothing if it took over, even after a kill of its own; each could be killed and started
     * again.
     */
    public void awaitWhole() {
        members.awaitServing();
        members.awaitReplicated();
        members.awaitSaved();
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
        wires.close();
    }
}
