package io.nodepulse.events.store.read;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Reads as it is iterated, some at a time, and lets others go first now and then: a virtual thread
 * is taken off its core only where it waits, and whoever reads a long history computes for long
 * between two pages. Not thread-safe.
 */
public abstract class PagedIterator<T> implements Iterator<T> {

    /** Samples that are written within some tenths of a millisecond. */
    private static final int GIVES_WAY_AFTER = 64;

    /** What was read and not handed out yet, the next one first. */
    protected final Queue<T> ready = new ArrayDeque<>();

    private int handedOut;

    /**
     * Adds to what is ready, or passes over something that adds nothing.
     *
     * @return false if there is no more
     */
    protected abstract boolean readMore();

    @Override
    public final boolean hasNext() {
        boolean more = true;
        while (ready.isEmpty() && more) {
            more = readMore();
        }
        return !ready.isEmpty();
    }

    @Override
    public final T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (++handedOut % GIVES_WAY_AFTER == 0) {
            Thread.yield();
        }
        return ready.remove();
    }
}
