package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One node of a cluster: a server that can be killed and started again at its place. */
final class ClusterNode {

    /**
     * Without contact for this long a node counts as lost, and its replica takes over. Tests wait
     * for that; a node that only gets no turn on a busy machine must not count as lost.
     */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(3);

    /** Below the data directory; {@link NodesFile} lies beside it. */
    private static final String DATA = "appendonlydir";

    private final ValkeyOptions options;
    private final Relay data;
    private final Relay bus;
    private ValkeyServer server;
    private boolean running;

    private ClusterNode(ValkeyOptions options, Relay data, Relay bus) {
        this.options = options;
        this.data = data;
        this.bus = bus;
        this.server = ValkeyServer.start(options);
        this.running = true;
    }

    /**
     * The bus, on which nodes talk to each other, usually lies 10,000 above, where no port may be.
     */
    static ClusterNode start(int number, Path directory, ClusterWires wires) throws IOException {
        List<Integer> ports = Loopback.freePorts(2);
        Relay data = wires.toData(number, ports.get(0));
        Relay bus = wires.toBus(number, ports.get(1));
        return new ClusterNode(
                ValkeyOptions.in(directory)
                        .withPort(ports.get(0))
                        .withSetting("cluster-enabled", "yes")
                        .withSetting("cluster-port", Integer.toString(ports.get(1)))
                        .withSetting("cluster-announce-ip", Loopback.HOST)
                        .withSetting("cluster-announce-port", Integer.toString(data.port()))
                        .withSetting("cluster-announce-bus-port", Integer.toString(bus.port()))
                        .withSetting("bind-source-addr", ClusterWires.sourceOf(number))
                        .withSetting("cluster-node-timeout", Long.toString(NODE_TIMEOUT.toMillis()))
                        // A replica that lags takes over all the same: the rest is better than
                        // nothing, and what it lacks must be noticed by whoever stored it.
                        .withSetting("cluster-replica-validity-factor", "0")
                        // The other shards go on when one has lost both nodes.
                        .withSetting("cluster-require-full-coverage", "no")
                        // Nodes i and i + 3 stay a pair.
                        .withSetting("cluster-allow-replica-migration", "no")
                        .withSetting("repl-diskless-sync-delay", "0"),
                data,
                bus);
    }

    /** Where others reach it. */
    int port() {
        return data.port();
    }

    /** Where the other nodes reach it. */
    int busPort() {
        return bus.port();
    }

    String uri() {
        return "redis://%s:%d".formatted(Loopback.HOST, port());
    }

    boolean isRunning() {
        return running;
    }

    long pid() {
        return server.pid();
    }

    /** Past the wires. */
    String ask(String command) throws IOException {
        return ValkeyClient.ask(options.port(), command);
    }

    /** Past the wires. */
    List<String> askAll(String command) throws IOException {
        return ValkeyClient.askAll(options.port(), command);
    }

    String id() throws IOException {
        return ask("CLUSTER MYID");
    }

    /** Ends its connections with clients and its replica, which may call again. */
    void resetConnections() {
        data.reset();
    }

    void killHard() {
        server.killHard();
        running = false;
    }

    /** Whether it would come back as a member after a kill. */
    boolean canStartAgain() throws IOException {
        return NodesFile.agreesOnShards(options.directory().resolve(NodesFile.NAME));
    }

    void startAgain() {
        server = ValkeyServer.start(options);
        running = true;
    }

    void copyData(Path copy) throws IOException {
        DirectoryTree.delete(copy);
        try (Freeze freeze = Freeze.of(() -> List.of(server.pid()))) {
            DirectoryTree.copy(options.directory().resolve(DATA), copy);
        }
    }

    void restoreData(Path copy) throws IOException {
        Path own = options.directory().resolve(DATA);
        DirectoryTree.delete(own);
        DirectoryTree.copy(copy, own);
    }

    void close() {
        if (running) {
            server.close();
            running = false;
        }
    }
}
