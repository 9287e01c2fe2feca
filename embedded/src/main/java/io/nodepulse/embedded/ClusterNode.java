package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One node of a cluster: a server that can be killed and started again at its place. */
final class ClusterNode {

    /** Without contact for this long a node counts as lost, and its replica takes over. */
    private static final Duration NODE_TIMEOUT = Duration.ofMillis(1_500);

    private final ValkeyOptions options;
    private final int busPort;
    private ValkeyServer server;
    private boolean running;

    private ClusterNode(ValkeyOptions options, int busPort) {
        this.options = options;
        this.busPort = busPort;
        this.server = ValkeyServer.start(options);
        this.running = true;
    }

    /**
     * The bus, on which nodes talk to each other, usually lies 10,000 above, where no port may be.
     */
    static ClusterNode start(Path directory) {
        List<Integer> ports = Loopback.freePorts(2);
        return new ClusterNode(
                ValkeyOptions.in(directory)
                        .withPort(ports.get(0))
                        .withSetting("cluster-enabled", "yes")
                        .withSetting("cluster-port", Integer.toString(ports.get(1)))
                        .withSetting("cluster-announce-ip", Loopback.HOST)
                        .withSetting(
                                "cluster-node-timeout", Long.toString(NODE_TIMEOUT.toMillis())),
                ports.get(1));
    }

    int port() {
        return options.port();
    }

    int busPort() {
        return busPort;
    }

    String uri() {
        return server.uri();
    }

    boolean isRunning() {
        return running;
    }

    String ask(String command) throws IOException {
        return ValkeyClient.ask(port(), command);
    }

    List<String> askAll(String command) throws IOException {
        return ValkeyClient.askAll(port(), command);
    }

    String id() throws IOException {
        return ask("CLUSTER MYID");
    }

    void killHard() {
        server.killHard();
        running = false;
    }

    void startAgain() {
        server = ValkeyServer.start(options);
        running = true;
    }

    void close() {
        if (running) {
            server.close();
            running = false;
        }
    }
}
