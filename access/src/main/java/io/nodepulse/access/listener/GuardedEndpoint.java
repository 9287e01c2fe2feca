package io.nodepulse.access.listener;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** Tomcat's endpoint, which asks its guard about each connection. Thread-safe. */
final class GuardedEndpoint extends NioEndpoint {

    private volatile @Nullable ConnectionGuard guard;

    void guardBy(ConnectionGuard asked) {
        guard = asked;
        setHandler(asked.watching(getHandler()));
    }

    @Override
    protected boolean setSocketOptions(SocketChannel channel) {
        ConnectionGuard asked = guard;
        if (asked == null) {
            return super.setSocketOptions(channel);
        }
        if (!admits(asked, channel)) {
            destroySocket(channel);
            return false;
        }
        if (super.setSocketOptions(channel)) {
            return true;
        }
        asked.closed(channel);
        return false;
    }

    private static boolean admits(ConnectionGuard guard, SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress peer
                    && guard.admits(channel, peer.getAddress());
        } catch (IOException e) {
            return false; // gone already
        }
    }

    /** Closes those that have been at the head of a request for too long. */
    void closeOverdue() {
        ConnectionGuard asked = guard;
        if (asked == null) {
            return;
        }
        for (SocketWrapperBase<NioChannel> connection : getConnections()) {
            if (asked.isOverdue(connection.getSocket().getIOChannel())) {
                connection.close();
            }
        }
    }
}
