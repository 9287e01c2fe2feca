package io.nodepulse.access.listener;

import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;

/**
 * Tomcat's handler, which is given a connection whenever something came in on it; notes what the
 * connection does next. Thread-safe.
 */
record WatchedHandler(Handler<NioChannel> handler, Connections connections, LongSupplier nanoTime)
        implements Handler<NioChannel> {

    /** The connection that the thread works on, for {@link WatchedAdapter}. */
    static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
        Connection connection = connections.of(channel(socket));
        if (connection == null) {
            return handler.process(socket, event);
        }
        connection.received(nanoTime.getAsLong());
        SocketState next =
                ScopedValue.where(CURRENT, connection).call(() -> handler.process(socket, event));
        if (next == SocketState.OPEN) {
            connection.idle();
        } else if (next == SocketState.LONG && isAnswering(socket.getCurrentProcessor())) {
            connection.serving();
        }
        return next;
    }

    /** An answer that goes on without a thread; otherwise the head is not whole yet. */
    private static boolean isAnswering(@Nullable Object processor) {
        return processor instanceof Processor known && known.isAsync();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
        connections.closed(channel(socket));
        handler.release(socket);
    }

    private static SocketChannel channel(SocketWrapperBase<NioChannel> socket) {
        return socket.getSocket().getIOChannel();
    }

    @Override
    public Object getGlobal() {
        return handler.getGlobal();
    }

    @Override
    public void pause() {
        handler.pause();
    }

    @Override
    public void recycle() {
        handler.recycle();
    }
}
