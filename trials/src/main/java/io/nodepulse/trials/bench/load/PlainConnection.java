package io.nodepulse.trials.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One connection, kept alive, whose caller waits: no other thread takes part, so what is timed is
 * the server's. Used by one thread.
 */
public final class PlainConnection implements AutoCloseable {

    private final URI server;
    private final HttpAnswer answer = new HttpAnswer();
    private @Nullable SocketChannel channel;

    /** Connects with the first question: some servers do not wait long for one. */
    public PlainConnection(URI server) {
        this.server = server;
    }

    private SocketChannel connected() throws IOException {
        if (answer.endsConnection()) {
            close();
        }
        SocketChannel open = channel;
        if (open == null) {
            open = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            open.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel = open;
        }
        return open;
    }

    /** The whole answer to a GET, valid until the next one. */
    public HttpAnswer get(String path) throws IOException {
        SocketChannel open = connected();
        answer.clear();
        ByteBuffer request =
                ByteBuffer.wrap(
                        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                                .formatted(path, server.getAuthority())
                                .getBytes(ISO_8859_1));
        while (request.hasRemaining()) {
            open.write(request);
        }
        while (!answer.isComplete()) {
            int count = open.read(answer.room());
            if (count < 0) {
                throw new EOFException("the server hung up in the middle of an answer");
            }
            answer.arrived(count);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
