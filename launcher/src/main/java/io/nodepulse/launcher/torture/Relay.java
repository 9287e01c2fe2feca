package io.nodepulse.launcher.torture;

import io.nodepulse.embedded.Loopback;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A piece of wire between two programs, which can be cut: bytes go through until it is. */
final class Relay implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** A wire from a free loopback port to that one. */
    static Relay to(int target) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getByName(Loopback.HOST), 0));
        Relay relay = new Relay(listening, target);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Ends every connection at once, in the middle of whatever it carries. */
    void cut() {
        for (Socket socket : open) {
            closeHard(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                // Only closing ends it; a caller that is gone already is nothing to us.
            }
        }
    }

    private void connect(Socket caller) {
        Socket callee = new Socket();
        open.add(caller);
        open.add(callee);
        try {
            callee.connect(
                    new InetSocketAddress(InetAddress.getByName(Loopback.HOST), target),
                    CONNECT_MILLIS);
            Thread.ofVirtual().start(() -> pump(callee, caller));
            pump(caller, callee);
        } catch (IOException e) {
            closeHard(caller);
            closeHard(callee);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count;
            while ((count = in.read(buffer)) >= 0) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side is gone: so is the other, below.
        } finally {
            closeHard(from);
            closeHard(to);
        }
    }

    /** As a reset, so that neither side takes it for an orderly end. */
    private void closeHard(Socket socket) {
        open.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }
}
