package io.nodepulse.trials.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with one request under way at most. Used by one thread. */
final class LoadConnection {

    private static final int LONGEST_REQUEST = 128 * 1024;

    private final InetSocketAddress address;
    private final Selector selector;
    private final LoadCaller caller;
    private final ByteBuffer request = ByteBuffer.allocateDirect(LONGEST_REQUEST);
    private final HttpAnswer answer = new HttpAnswer();
    private SocketChannel channel;
    private SelectionKey key;
    private boolean underWay;
    private long startNanos;

    LoadConnection(InetSocketAddress address, Selector selector, LoadCaller caller)
            throws IOException {
        this.address = address;
        this.selector = selector;
        this.caller = caller;
        this.channel = connect();
        this.key = register();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel opened = SocketChannel.open(address);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        return opened;
    }

    private SelectionKey register() throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void reconnect() throws IOException {
        channel.close();
        channel = connect();
        key = register();
    }

    boolean isIdle() {
        return !underWay;
    }

    /** Begins the next request, if there is one. */
    void begin() throws IOException {
        request.clear();
        if (caller.request(request)) {
            request.flip();
            underWay = true;
            startNanos = System.nanoTime();
            write();
        }
    }

    private void write() throws IOException {
        channel.write(request);
        int write = request.hasRemaining() ? SelectionKey.OP_WRITE : 0;
        if (key.interestOps() != (SelectionKey.OP_READ | write)) {
            key.interestOps(SelectionKey.OP_READ | write);
        }
    }

    /** Goes on after the selector has found the connection ready. */
    void advance() throws IOException {
        if (underWay && request.hasRemaining()) {
            write();
        }
        int count = channel.read(answer.room());
        while (count > 0) {
            answer.arrived(count);
            if (answer.isComplete()) {
                end();
                return;
            }
            count = channel.read(answer.room());
        }
        if (count < 0) {
            if (underWay) {
                throw new EOFException("the server hung up in the middle of an answer");
            }
            reconnect();
        }
    }

    private void end() throws IOException {
        underWay = false;
        caller.answered(answer, System.nanoTime() - startNanos);
        boolean last = answer.endsConnection();
        answer.clear();
        if (last) {
            reconnect();
        }
        begin();
    }

    void close() throws IOException {
        channel.close();
    }
}
