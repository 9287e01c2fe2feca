package io.nodepulse.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A piece of wire between two programs on loopback: bytes go through it until it is reset, stalled
 * or cut, for all callers or for some. Thread-safe.
 */
public final class Relay implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Function<InetAddress, Flow> rule;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listening, int target, Function<InetAddress, Flow> rule) {
        this.listening = listening;
        this.target = target;
        this.rule = rule;
    }

    /** A wire from a free loopback port to that one. */
    public static Relay to(int target) throws IOException {
        return to(target, caller -> Flow.OPEN);
    }

    /** A wire whose flow is asked for whenever {@link #obey} is called. */
    public static Relay to(int target, Supplier<Flow> flow) throws IOException {
        return to(target, (InetAddress caller) -> flow.get());
    }

    /**
     * A wire that treats its callers by their addresses.
     *
     * @param rule of an address; after it has changed its mind, {@link #obey} must be called
     */
    static Relay to(int target, Function<InetAddress, Flow> rule) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getByName(Loopback.HOST), 0));
        Relay relay = new Relay(listening, target, rule);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Ends every connection at once, in the middle of whatever it carries; new ones go through. */
    public void reset() {
        connections.forEach(RelayedConnection::reset);
    }

    /** Lets connections go on, stop or end as the rule has it now. */
    public void obey() {
        connections.forEach(RelayedConnection::obey);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        obey();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                Thread.ofVirtual().start(() -> carry(caller));
            } catch (IOException e) {
                // Only closing ends it; a caller that is gone already is nothing to us.
            }
        }
    }

    private void carry(Socket caller) {
        RelayedConnection connection =
                new RelayedConnection(
                        caller,
                        () ->
                                listening.isClosed()
                                        ? Flow.CUT
                                        : rule.apply(caller.getInetAddress()));
        connections.add(connection);
        connection.carry(target);
        connections.remove(connection);
    }
}
