package io.nodepulse.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Ports of 127.0.0.1, the only address the embedded engines listen on. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    private static final int ATTEMPTS = 5;

    private Loopback() {}

    /** A port that nobody listened on a moment ago; another process may take it before its use. */
    public static int freePort() {
        try {
            return bind(0);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "No free port on %s: %s".formatted(HOST, e.getMessage()), e);
        }
    }

    /**
     * Refuses a port that somebody listens on.
     *
     * @throws EmbeddedException naming the port and its purpose
     */
    public static void requireFree(int port, String purpose) {
        if (!isFree(port)) {
            throw new EmbeddedException(
                    "Port %d on %s for %s is taken: stop what listens there or choose another port"
                            .formatted(port, HOST, purpose));
        }
    }

    /**
     * Starts a server on the wanted port, or on a free one where 0 is wanted. Somebody else may
     * take a free port before the server does: then it is tried on another one.
     */
    static <T> T startOn(int wanted, String purpose, IntFunction<T> start) {
        if (wanted != 0) {
            requireFree(wanted, purpose);
            return start.apply(wanted);
        }
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                return start.apply(port);
            } catch (EmbeddedException e) {
                if (attempt == ATTEMPTS || isFree(port)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            return bind(port) == port;
        } catch (IOException e) {
            return false;
        }
    }

    private static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket.getLocalPort();
        }
    }
}
