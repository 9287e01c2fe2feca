package io.nodepulse.agent.http;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to one server, kept alive from request to request and opened again when it was
 * lost. Used by one thread; only {@link #closeIfOverdue} and {@link #closeNow} are for another.
 *
 * <p>Raw sockets rather than {@code java.net.http}, which costs the agent 20 MB and twice the CPU.
 */
public final class HttpConnection implements Closeable {

    /** A request up to this many bytes leaves in one record of TLS: each costs its own cipher. */
    private static final int ONE_WRITE = 16 * 1024;

    private final HttpTarget target;
    private final @Nullable SSLSocketFactory tls;
    private final ResponseReader reader = new ResponseReader();
    private @Nullable Socket socket;

    /** The TCP socket below, so that another thread can end what hangs in TLS. */
    private volatile @Nullable Socket transport;

    /** When the exchange under way must be over, by {@link System#nanoTime}; 0 means never. */
    private volatile long deadline;

    /** A connection to be opened by the first request; the factory is used for https only. */
    public HttpConnection(HttpTarget target, @Nullable SSLSocketFactory tls) {
        this.target = target;
        this.tls = tls;
    }

    /**
     * Sends a request and reads the answer's head. The body is read from {@link #body}. A request
     * on a connection that the server has closed meanwhile is sent once more on a new one, so it
     * must be safe to repeat.
     */
    public void exchange(byte[] head, byte[] body, int bodyLength, Duration timeout)
            throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        deadline = end == 0 ? 1 : end;
        if (!reader.reusable()) {
            abort();
        }
        boolean kept = socket != null;
        try {
            attempt(head, body, bodyLength, end);
        } catch (StaleConnectionException e) {
            if (!kept) {
                throw e;
            }
            attempt(head, body, bodyLength, end);
        }
    }

    private void attempt(byte[] head, byte[] body, int bodyLength, long end) throws IOException {
        Socket open = socket;
        boolean kept = open != null;
        reader.expectAnswer();
        try {
            if (open == null) {
                open = connect(end);
                socket = open;
            }
            send(open.getOutputStream(), head, body, bodyLength, end);
            reader.readHead(open, end);
        } catch (SocketTimeoutException e) {
            abort();
            throw e;
        } catch (IOException e) {
            abort();
            if (kept && reader.nothingRead() && !isOverdue(System.nanoTime())) {
                throw new StaleConnectionException(e);
            }
            throw e;
        }
    }

    private void send(OutputStream out, byte[] head, byte[] body, int bodyLength, long end)
            throws IOException {
        try {
            if (bodyLength > 0 && head.length + bodyLength <= ONE_WRITE) {
                byte[] request = Arrays.copyOf(head, head.length + bodyLength);
                System.arraycopy(body, 0, request, head.length, bodyLength);
                out.write(request);
            } else {
                out.write(head);
                out.write(body, 0, bodyLength);
            }
        } catch (SocketException e) {
            // A server may answer and close before it has read a body that it will not take.
            if (System.nanoTime() - end > 0) {
                throw e;
            }
        }
    }

    private Socket connect(long end) throws IOException {
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + target.host());
        }
        Socket plain = new Socket();
        transport = plain;
        plain.setTcpNoDelay(true);
        plain.connect(address, ResponseReader.millisUntil(end));
        if (!target.tls()) {
            return plain;
        }
        if (tls == null) {
            throw new IllegalStateException("no TLS settings for " + target);
        }
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(ResponseReader.millisUntil(end));
        secured.startHandshake();
        return secured;
    }

    public int status() {
        return reader.head().status();
    }

    /** The answer's Content-Type header, or an empty text. */
    public String contentType() {
        return reader.head().contentType();
    }

    /** The answer's Retry-After header, or an empty text. */
    public String retryAfter() {
        return reader.head().retryAfter();
    }

    /** The answer's Location header, or an empty text. */
    public String location() {
        return reader.head().location();
    }

    /** The answer's body; ends with an exception where the connection breaks off before its end. */
    public InputStream body() {
        return reader;
    }

    /** Marks the exchange as over, so that no deadline ends the idle connection. */
    public void finish() {
        deadline = 0;
    }

    /**
     * Breaks off an exchange whose time is over. Reads have their own timeout; a write to a server
     * that stopped reading can only be ended from outside.
     */
    public void closeIfOverdue(long nanoTime) {
        if (isOverdue(nanoTime)) {
            closeQuietly(transport);
        }
    }

    /** Breaks off whatever is under way, from any thread. */
    public void closeNow() {
        closeQuietly(transport);
    }

    private boolean isOverdue(long nanoTime) {
        long end = deadline;
        return end != 0 && nanoTime - end > 0;
    }

    @Override
    public void close() {
        closeQuietly(socket);
        abort();
    }

    /** Closes without the farewell of TLS, which could block on a server that stopped reading. */
    private void abort() {
        closeQuietly(transport);
        transport = null;
        socket = null;
        reader.forget();
    }

    private static void closeQuietly(@Nullable Socket open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // Nothing is expected of it any more.
            }
        }
    }

    /** The server closed a kept connection before it read the request. */
    private static final class StaleConnectionException extends IOException {
        StaleConnectionException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
