package io.nodepulse.access.listener;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a listener: how many an address has, and which are overdue. A home or a
 * machine has a whole /64 of IPv6, so that counts as one address. Thread-safe.
 */
final class Connections {

    private static final int PREFIX_BYTES = 8;

    private final TrustedProxies proxies;
    private final int perAddress;
    private final long deadlineNanos;
    private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> byOrigin = new ConcurrentHashMap<>();

    /**
     * @param proxies may have any number
     * @param perAddress 0 for any number
     * @param deadline for the head of a request
     */
    Connections(TrustedProxies proxies, int perAddress, Duration deadline) {
        this.proxies = proxies;
        this.perAddress = perAddress;
        this.deadlineNanos = deadline.toNanos();
    }

    /** Takes the connection in; false if its address has too many. */
    boolean admit(SocketChannel channel, InetAddress address, long nowNanos) {
        String origin = originOf(address);
        int count = byOrigin.merge(origin, 1, Integer::sum);
        if (perAddress > 0 && count > perAddress && !proxies.contain(address.getHostAddress())) {
            leave(origin);
            return false;
        }
        open.put(channel, new Connection(origin, nowNanos));
        return true;
    }

    /** It is closed; may be said more than once. */
    void closed(SocketChannel channel) {
        Connection connection = open.remove(channel);
        if (connection != null) {
            leave(connection.origin());
        }
    }

    private void leave(String origin) {
        byOrigin.computeIfPresent(origin, (same, count) -> count > 1 ? count - 1 : null);
    }

    @Nullable Connection of(SocketChannel channel) {
        return open.get(channel);
    }

    int count() {
        return open.size();
    }

    boolean isOverdue(SocketChannel channel, long nowNanos) {
        Connection connection = open.get(channel);
        return connection != null && connection.isOverdue(nowNanos, deadlineNanos);
    }

    private static String originOf(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
                : address.getHostAddress();
    }
}
