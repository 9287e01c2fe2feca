package io.nodepulse.audit.history;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** The elements of another iterator that meet a condition, one at a time. */
final class FilteredIterator<T> implements Iterator<T> {

    private final Iterator<T> all;
    private final Predicate<T> condition;
    private @Nullable T next;

    FilteredIterator(Iterator<T> all, Predicate<T> condition) {
        this.all = all;
        this.condition = condition;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            T candidate = all.next();
            next = condition.test(candidate) ? candidate : null;
        }
        return next != null;
    }

    @Override
    public T next() {
        T found = hasNext() ? next : null;
        if (found == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return found;
    }
}
