package io.nodepulse.launcher.up;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * What has been started so far, ended in reverse order. Ending in order has a time limit, after
 * which what is left is killed: the data is on disk in either case.
 *
 * <p>Parts are added by the starting thread while a signal may end them from another one; what is
 * added after the end has begun is ended at once.
 */
public final class Running implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration limit;
    private boolean ending;

    /** One thing that runs, and the two ways to end it. */
    private record Part(String name, AutoCloseable orderly, Runnable kill) {}

    /**
     * @param limit for ending in order
     */
    public Running(Duration limit) {
        this.limit = limit;
    }

    /** Takes over something that has been started. */
    public synchronized <T extends AutoCloseable> T add(String name, T part, Runnable kill) {
        Part added = new Part(name, part, kill);
        if (ending) {
            kill.run();
            throw new IllegalStateException("ended while " + name + " started");
        }
        parts.push(added);
        return part;
    }

    /** Blocks until everything has ended. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Ends everything; only the first call does something, the others wait for it. */
    @Override
    public void close() {
        if (!begin()) {
            return;
        }
        Thread orderly = Thread.ofPlatform().name("ending").daemon().start(this::endInOrder);
        try {
            if (!orderly.join(limit)) {
                LOG.warn("Not ended within {} s, killing what is left", limit.toSeconds());
                parts.forEach(part -> part.kill().run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private synchronized boolean begin() {
        boolean first = !ending;
        ending = true;
        return first;
    }

    private void endInOrder() {
        for (Part part : parts) {
            try {
                part.orderly().close();
                LOG.info("Ended {}", part.name());
            } catch (Exception e) {
                LOG.error("Cannot end {} in order", part.name(), e);
                part.kill().run();
            }
        }
    }
}
