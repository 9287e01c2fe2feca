package io.nodepulse.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What runs between the nodes of a cluster and to its clients. Each port of a node is announced as
 * that of a relay, and each node calls from a loopback address of its own, so that a relay knows
 * which node calls, and one wire can be broken without the others. Thread-safe.
 *
 * <pre>
 *                      ┌── relay of the data port ──> port          replicas, clients
 * 127.0.0.(11 + i) ──> │
 *                      └── relay of the bus port ───> bus port      gossip, votes
 * </pre>
 */
final class ClusterWires implements AutoCloseable {

    /** A client calls from {@link Loopback#HOST}. */
    private static final int CLIENT = -1;

    private static final int FIRST_SOURCE = 11;

    /** The two ports of a node. */
    private enum Port {
        DATA,
        BUS
    }

    private record Wire(int from, Port port, int to) {}

    private final Map<Wire, Flow> broken = new ConcurrentHashMap<>();
    private final List<Relay> relays = new ArrayList<>();

    /** The address that a node calls from. */
    static String sourceOf(int node) {
        return "127.0.0." + (FIRST_SOURCE + node);
    }

    /** A wire to the port at which a node serves its clients and its replica. */
    Relay toData(int node, int port) throws IOException {
        return relay(node, Port.DATA, port);
    }

    /** A wire to the port at which a node talks with the others. */
    Relay toBus(int node, int port) throws IOException {
        return relay(node, Port.BUS, port);
    }

    /** What one node gets from another as its replica. */
    void replication(int primary, int replica, Flow flow) {
        broken.put(new Wire(replica, Port.DATA, primary), flow);
        relays.forEach(Relay::obey);
    }

    /** All that one node and the others tell each other. */
    void between(int node, List<Integer> others, Flow flow) {
        for (int other : others) {
            for (Port port : Port.values()) {
                broken.put(new Wire(node, port, other), flow);
                broken.put(new Wire(other, port, node), flow);
            }
        }
        relays.forEach(Relay::obey);
    }

    /** What clients and a node tell each other. */
    void clients(int node, Flow flow) {
        broken.put(new Wire(CLIENT, Port.DATA, node), flow);
        relays.forEach(Relay::obey);
    }

    /** Every wire carries again. */
    void heal() {
        broken.clear();
        relays.forEach(Relay::obey);
    }

    @Override
    public void close() {
        for (Relay relay : relays) {
            try {
                relay.close();
            } catch (IOException e) {
                throw new EmbeddedException("A relay cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    private Relay relay(int node, Port port, int target) throws IOException {
        Relay relay =
                Relay.to(
                        target,
                        caller ->
                                broken.getOrDefault(
                                        new Wire(callerOf(caller), port, node), Flow.OPEN));
        relays.add(relay);
        return relay;
    }

    private static int callerOf(InetAddress address) {
        int last = address.getAddress()[3];
        return last < FIRST_SOURCE ? CLIENT : last - FIRST_SOURCE;
    }
}
