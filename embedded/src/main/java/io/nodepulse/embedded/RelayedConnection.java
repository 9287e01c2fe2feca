package io.nodepulse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;

/** One connection through a relay. Two threads carry its bytes, one each way; any may reset it. */
final class RelayedConnection {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final Socket caller;
    private final Socket callee = new Socket();
    private final Supplier<Flow> rule;
    private boolean over;

    RelayedConnection(Socket caller, Supplier<Flow> rule) {
        this.caller = caller;
        this.rule = rule;
    }

    /** Returns when it has ended. */
    void carry(int target) {
        try {
            if (isOpenAgain()) {
                callee.connect(
                        new InetSocketAddress(InetAddress.getByName(Loopback.HOST), target),
                        CONNECT_MILLIS);
                Thread.ofVirtual().start(() -> pump(callee, caller));
                pump(caller, callee);
            }
        } catch (IOException e) {
            // Nobody is there: the caller hears of it below.
        }
        reset();
    }

    /** As a reset, so that neither side takes it for an orderly end. */
    synchronized void reset() {
        over = true;
        notifyAll();
        closeHard(caller);
        closeHard(callee);
    }

    /** The rule may say something else now. */
    synchronized void obey() {
        if (rule.get() == Flow.CUT) {
            reset();
        } else {
            notifyAll();
        }
    }

    /** Waits while it is stalled; false if it is over. */
    private synchronized boolean isOpenAgain() {
        try {
            while (!over && rule.get() == Flow.STALLED) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !over && rule.get() == Flow.OPEN;
    }

    private void pump(Socket from, Socket to) {
        try {
            copy(from, to);
        } catch (IOException e) {
            // One side is gone: so is the other, below.
        }
        // The news of an end, too, goes through an open wire only.
        if (isOpenAgain()) {
            reset();
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int count;
        while ((count = in.read(buffer)) >= 0 && isOpenAgain()) {
            out.write(buffer, 0, count);
        }
    }

    private static void closeHard(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }
}
