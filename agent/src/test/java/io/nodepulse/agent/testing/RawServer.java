package io.nodepulse.agent.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

import javax.net.ServerSocketFactory;

/**
 * A real HTTP server on a free loopback port that answers what the test says, byte for byte, so
 * that it can also misbehave. Connections are kept alive until the handler closes them.
 */
public final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Handler handler;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A virtual thread that waits for a socket can still get something after it was closed. */
    private volatile boolean closed;

    /** Answers one request; closes the connection by closing the stream. */
    public interface Handler {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** A request as it came; header names in lower case. */
    public record Request(String line, Map<String, String> headers, Body body) {

        /** The body without its gzip. */
        public String text() {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The bytes of a body. */
    public static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /** Serves plain HTTP. */
    public RawServer(Handler handler) throws IOException {
        this(ServerSocketFactory.getDefault(), 0, handler);
    }

    /** Serves at that port, or at a free one where it is 0. */
    public RawServer(ServerSocketFactory sockets, int port, Handler handler) throws IOException {
        this.handler = handler;
        this.socket = sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Connections that were ever accepted. */
    public int connections() {
        return connections.get();
    }

    /** Requests so far, oldest first. */
    public List<Request> requests() {
        return requests;
    }

    /** A whole answer. */
    public static byte[] response(int status, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        String head =
                "HTTP/1.1 "
                        + status
                        + " Status\r\n"
                        + headers
                        + "Content-Length: "
                        + bytes.length
                        + "\r\n\r\n";
        return (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                if (closed) {
                    client.close();
                    return;
                }
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            while (!client.isClosed()) {
                String line = readLine(in);
                Map<String, String> headers = new TreeMap<>();
                for (String h = readLine(in); !h.isEmpty(); h = readLine(in)) {
                    int colon = h.indexOf(':');
                    String name = h.substring(0, colon).toLowerCase(Locale.ROOT);
                    headers.put(name, h.substring(colon + 1).trim());
                }
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                Request request = new Request(line, headers, new Body(in.readNBytes(length)));
                if (closed) {
                    return;
                }
                requests.add(request);
                handler.answer(request, client.getOutputStream());
                client.getOutputStream().flush();
            }
        } catch (IOException _) {
            // The client went away, or the handler closed the connection.
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
