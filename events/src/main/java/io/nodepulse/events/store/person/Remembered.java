package io.nodepulse.events.store.person;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What was looked up, for {@value #SECONDS} s, of at most {@value #MAX} names: when full, all is
 * looked up anew. Thread-safe.
 *
 * @param <V> what it is
 */
final class Remembered<V> {

    static final int SECONDS = 1;

    private static final int MAX = 10_000;
    private static final long NANOS = Duration.ofSeconds(SECONDS).toNanos();

    private final Map<String, V> values = new HashMap<>();
    private final LongSupplier nanoTime;
    private long since;
    private long generation;

    Remembered(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    synchronized @Nullable V get(String name) {
        if (nanoTime.getAsLong() - since >= NANOS) {
            clear();
        }
        return values.get(name);
    }

    /** Asked for before something is looked up, which {@link #put} wants to know. */
    synchronized long generation() {
        return generation;
    }

    /**
     * Remembers it, unless all was forgotten since. All are as old as the first of them, so none is
     * believed for longer.
     */
    synchronized void put(String name, V value, long lookedUpIn) {
        if (lookedUpIn != generation) {
            return;
        }
        if (values.isEmpty()) {
            since = nanoTime.getAsLong();
        } else if (values.size() >= MAX) {
            clear();
        }
        values.put(name, value);
    }

    synchronized void clear() {
        values.clear();
        generation++;
        since = nanoTime.getAsLong();
    }
}
