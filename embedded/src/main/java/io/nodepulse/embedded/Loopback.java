package io.nodepulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/** Ports of 127.0.0.1, the only address the embedded engines listen on. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    private static final int ATTEMPTS = 5;

    /**
     * Servers listen below the ports that Linux gives to connections on their way out (from 32,768;
     * ip_local_port_range in ip(7)): a server that was killed finds its port free when it starts
     * again, whoever connects meanwhile.
     */
    private static final int LOWEST_PORT = 10_240;

    private static final int HIGHEST_PORT = 32_767;
    private static final int MAX_TAKEN = 1_000;

    private Loopback() {}

    /** A port that nobody listened on a moment ago; another process may take it before its use. */
    public static int freePort() {
        return freePorts(1).getFirst();
    }

    /** Several such ports, all different. */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(bindAny());
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new EmbeddedException("No free port on " + HOST + ": " + e.getMessage(), e);
        } finally {
            sockets.forEach(Loopback::close);
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
     * take a free port before the server does: then it is tried on another one. That may have been
     * for a moment only, as for the probe of another process here, and only the server tells.
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
                if (attempt == ATTEMPTS || (isFree(port) && !tellsOfATakenPort(e))) {
                    throw e;
                }
            }
        }
    }

    private static boolean tellsOfATakenPort(EmbeddedException failure) {
        return String.valueOf(failure.getMessage()).contains("Address already in use");
    }

    private static ServerSocket bindAny() throws IOException {
        for (int taken = 1; ; taken++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT + 1));
            } catch (BindException e) {
                if (taken == MAX_TAKEN) {
                    throw e;
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            close(bind(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
