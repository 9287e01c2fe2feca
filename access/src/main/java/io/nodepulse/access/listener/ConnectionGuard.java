package io.nodepulse.access.listener;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.coyote.Adapter;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;

/**
 * Lets connections in and says which have to go, and counts both. One for all connectors of a
 * program, so that an address has its number over all of them. Thread-safe.
 */
final class ConnectionGuard {

    private static final String REFUSED = "nodepulse.listener.refused";

    private final Connections connections;
    private final LongSupplier nanoTime;
    private final Counter tooMany;
    private final Counter overdue;

    ConnectionGuard(Connections connections, LongSupplier nanoTime, MeterRegistry meters) {
        this.connections = connections;
        this.nanoTime = nanoTime;
        this.tooMany = meters.counter(REFUSED, "reason", "too_many_of_address");
        this.overdue = meters.counter(REFUSED, "reason", "slow_head");
        Gauge.builder("nodepulse.listener.connections", connections, Connections::count)
                .register(meters);
    }

    boolean admits(SocketChannel channel, InetAddress address) {
        boolean admitted = connections.admit(channel, address, nanoTime.getAsLong());
        if (!admitted) {
            tooMany.increment();
        }
        return admitted;
    }

    void closed(SocketChannel channel) {
        connections.closed(channel);
    }

    /** Whether it has to be closed now; counted. */
    boolean isOverdue(SocketChannel channel) {
        boolean late = connections.isOverdue(channel, nanoTime.getAsLong());
        if (late) {
            overdue.increment();
        }
        return late;
    }

    Handler<NioChannel> watching(Handler<NioChannel> handler) {
        return new WatchedHandler(handler, connections, nanoTime);
    }

    Adapter watching(Adapter adapter) {
        return new WatchedAdapter(adapter, nanoTime);
    }
}
