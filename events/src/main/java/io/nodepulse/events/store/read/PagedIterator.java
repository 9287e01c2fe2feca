package io.nodepulse.events.store.read;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Reads as it is iterated, some at a time. Not thread-safe. */
public abstract class PagedIterator<T> implements Iterator<T> {

    /** What was read and not handed out yet, the next one first. */
    protected final Queue<T> ready = new ArrayDeque<>();

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
        return ready.remove();
    }
}
