package io.nodepulse.events.store.history;

import java.util.Iterator;
import java.util.function.Supplier;

/** One after the other; the second is made when the first has ended. Not thread-safe. */
final class ConcatenatedIterator<T> implements Iterator<T> {

    private final Supplier<Iterator<T>> second;
    private Iterator<T> current;
    private boolean isSecond;

    ConcatenatedIterator(Iterator<T> first, Supplier<Iterator<T>> second) {
        this.current = first;
        this.second = second;
    }

    @Override
    public boolean hasNext() {
        if (!isSecond && !current.hasNext()) {
            current = second.get();
            isSecond = true;
        }
        return current.hasNext();
    }

    @Override
    public T next() {
        var _ = hasNext();
        return current.next();
    }
}
