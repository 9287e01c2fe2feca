package io.nodepulse.projections.dictionary;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Values and the small keys that stand for them in rows. Keys are given in transactions of their
 * own and never given to another value. A value that no row holds may lose its key ({@link
 * NameSweep}), days after it was last asked for; so what is remembered is true for the day, unless
 * the database is another one. Thread-safe.
 *
 * @param <V> what is looked up; has a natural order
 * @param <K> what stands for it
 */
public final class Dictionary<V, K> {

    /** Above this many, memory is emptied and filled again from the database. */
    private static final int MAX_REMEMBERED = 500_000;

    private final Table<V, K> table;
    private final AtomicReference<LocalDate> day = new AtomicReference<>(LocalDate.EPOCH);

    /** Only added to; another one takes its place, so what was asked before never gets in there. */
    private volatile Map<V, K> remembered = new ConcurrentHashMap<>();

    Dictionary(Table<V, K> table) {
        this.table = table;
    }

    /** Where a dictionary is kept. */
    interface Table<V, K> {

        /** The keys of those of the values that have one, which they keep for some days. */
        Map<V, K> find(List<V> values);

        /** Gives a key to each of the values that has none, in one transaction of its own. */
        void insert(List<V> values);
    }

    /** To be told before a batch; what was asked for on another day is asked for again. */
    public void begin(LocalDate today) {
        if (!today.equals(day.getAndSet(today))) {
            forget();
        }
    }

    /** Makes sure that all of the values have keys, with few statements. */
    public void prepare(Collection<V> values) {
        if (remembered.size() > MAX_REMEMBERED) {
            forget();
        }
        prepare(values, remembered);
    }

    private void prepare(Collection<V> values, Map<V, K> known) {
        List<V> missing =
                values.stream().filter(value -> !known.containsKey(value)).distinct().toList();
        if (missing.isEmpty()) {
            return;
        }
        known.putAll(table.find(missing));
        // Sorted, so that two writers that add the same values wait for each other in one order.
        List<V> unknown =
                new ArrayList<>(
                        missing.stream()
                                .filter(value -> !known.containsKey(value))
                                .sorted()
                                .toList());
        if (!unknown.isEmpty()) {
            table.insert(unknown);
            known.putAll(table.find(unknown));
        }
    }

    /** The keys of those of the values that have one; gives a key to none. */
    public Map<V, K> known(Collection<V> values) {
        Map<V, K> known = remembered;
        List<V> missing = values.stream().filter(value -> !known.containsKey(value)).toList();
        if (!missing.isEmpty()) {
            known.putAll(table.find(missing));
        }
        Map<V, K> found = new HashMap<>();
        for (V value : values) {
            @Nullable K key = known.get(value);
            if (key != null) {
                found.put(value, key);
            }
        }
        return found;
    }

    /** The key of that value, which gets one if it has none. */
    public K get(V value) {
        Map<V, K> known = remembered;
        @Nullable K key = known.get(value);
        while (key == null) {
            prepare(List.of(value), known);
            key = known.get(value);
        }
        return key;
    }

    /** Asks the database again from now on. */
    void forget() {
        remembered = new ConcurrentHashMap<>();
    }
}
