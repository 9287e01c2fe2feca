package io.nodepulse.trials.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps many keep-alive HTTP/1.1 connections busy from one thread of its own. Requests are bytes
 * that the callers write, answers are not parsed beyond their length: the load is on the machine
 * that is measured, and must not be what is measured.
 */
public final class HttpLoad implements AutoCloseable {

    /** How long a caller that had nothing to ask waits, in milliseconds. */
    private static final int TICK_MILLIS = 1;

    private final InetSocketAddress address;
    private final List<? extends LoadCaller> callers;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopping;

    private HttpLoad(String name, URI server, List<? extends LoadCaller> callers) {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
        this.callers = callers;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::runToEnd);
    }

    /** Starts the load, a connection per caller. */
    public static HttpLoad start(String name, URI server, List<? extends LoadCaller> callers) {
        HttpLoad load = new HttpLoad(name, server, callers);
        load.thread.start();
        return load;
    }

    /** CPU time that the load has taken so far, while it runs. */
    public long cpuNanos() {
        return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()));
    }

    /** Throws what ended the load too early, if anything did. */
    public void check() {
        if (done.isCompletedExceptionally()) {
            done.join();
        }
    }

    /** Ends the load; requests under way are given up. */
    @Override
    public void close() {
        stopping = true;
        done.join();
    }

    private void runToEnd() {
        try (Selector selector = Selector.open()) {
            run(selector);
            done.complete(null);
        } catch (IOException e) {
            done.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void run(Selector selector) throws IOException {
        List<LoadConnection> connections = new ArrayList<>();
        try {
            for (LoadCaller caller : callers) {
                connections.add(new LoadConnection(address, selector, caller));
            }
            while (!stopping) {
                for (LoadConnection connection : connections) {
                    if (connection.isIdle()) {
                        connection.begin();
                    }
                }
                selector.select(TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((LoadConnection) key.attachment()).advance();
                }
                selector.selectedKeys().clear();
            }
        } finally {
            for (LoadConnection connection : connections) {
                connection.close();
            }
        }
    }
}
