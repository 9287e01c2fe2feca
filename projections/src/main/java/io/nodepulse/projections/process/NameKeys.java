package io.nodepulse.projections.process;

import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.wire.FigureColumns;
import io.nodepulse.events.wire.ProcessNames;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Puts scrapes in the order of their names' keys. Most scrapes share their names with the one
 * before, so the order of what was seen last is kept. Used by one thread.
 */
final class NameKeys {

    /** Together some 12 MB. When full, the names that were used least recently leave. */
    private static final int MAX_NAMES = 1_000_000;

    private static final int KEY_SHIFT = 32;

    private static final int NOWHERE = -1;

    private final ToIntFunction<String> keyOf;

    /** By identity, which is what {@link ProcessNames} compares by. */
    private final Map<ProcessNames, Order> orders = new LinkedHashMap<>(16, 0.75f, true);

    private int names;

    /**
     * @param keyOf the key of a name, the same until {@link #forget}
     */
    NameKeys(ToIntFunction<String> keyOf) {
        this.keyOf = keyOf;
    }

    /**
     * How to go through a scrape by the keys of its names.
     *
     * @param keys ascending, none twice
     * @param indexes where the sample of each stands in the scrape
     */
    @SuppressWarnings("ArrayRecordComponent") // never written, compared nowhere
    private record Order(int[] keys, int[] indexes) {}

    /** Whether the keys of these names are known without asking. */
    boolean knows(ProcessNames asked) {
        return orders.containsKey(asked);
    }

    /** The keys are in doubt: ask for them again. */
    void forget() {
        orders.clear();
        names = 0;
    }

    /**
     * The scrape as columns by key. Of two samples of the same name the later one counts.
     *
     * @param firstId identity of its first event
     */
    Scrape keyed(ProcessScrape scrape, long firstId, int serverKey) {
        return keyed(scrape, firstId, serverKey, orderOf(scrape.names()), NOWHERE);
    }

    /**
     * The same, with the samples of some names under {@link NameQuota#OTHER}: processes and memory
     * are summed up. CPU time counts as none, as a sum over other processes each time is no
     * counter, and no other figure is known.
     *
     * @param given where those samples stand in the scrape, at least one
     */
    Scrape keyed(ProcessScrape scrape, long firstId, int serverKey, BitSet given) {
        BitSet beyond = withThoseOfTheName(given, scrape.names());
        int other = keyOf.applyAsInt(NameQuota.OTHER);
        Order order = order(scrape.names(), index -> beyond.get(index));
        int at = Arrays.binarySearch(order.keys, other);
        Scrape keyed = keyed(scrape, firstId, serverKey, order, at);
        keyed.cpuSeconds()[at] = 0;
        keyed.numProcs()[at] = beyond.stream().map(scrape::numProcs).reduce(0, NameKeys::plus);
        keyed.residentBytes()[at] =
                beyond.stream().mapToLong(scrape::residentBytes).reduce(0, NameKeys::plus);
        return keyed;
    }

    /** A process may be called so in truth. */
    private static BitSet withThoseOfTheName(BitSet beyond, ProcessNames names) {
        BitSet all = (BitSet) beyond.clone();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(NameQuota.OTHER)) {
                all.set(i);
            }
        }
        return all;
    }

    private static int plus(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }

    private static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * @param other of what no optional figure is known; {@link #NOWHERE} where there is no such row
     */
    private static Scrape keyed(
            ProcessScrape scrape, long firstId, int serverKey, Order order, int other) {
        int size = order.keys.length;
        int[] numProcs = new int[size];
        double[] cpuSeconds = new double[size];
        long[] residentBytes = new long[size];
        for (int i = 0; i < size; i++) {
            int index = order.indexes[i];
            numProcs[i] = scrape.numProcs(index);
            cpuSeconds[i] = scrape.cpuSeconds(index);
            residentBytes[i] = scrape.residentBytes(index);
        }
        return new Scrape(
                serverKey,
                scrape.sampledAt().toEpochMilli(),
                firstId,
                order.keys,
                numProcs,
                cpuSeconds,
                residentBytes,
                figures(scrape.figures(), order, other));
    }

    private static SparseTable figures(FigureColumns figures, Order order, int other) {
        if (figures.isEmpty()) {
            return SparseTable.NONE;
        }
        SparseTable.Builder keyed = new SparseTable.Builder();
        for (ProcessMetric metric : ProcessMetric.values()) {
            if (figures.has(metric)) {
                long[] numbers = new long[order.indexes.length];
                for (int i = 0; i < numbers.length; i++) {
                    double value = figures.value(metric, order.indexes[i]);
                    numbers[i] = i == other ? 0 : FigureParts.number(metric, value);
                }
                keyed.put(metric.code(), numbers);
            }
        }
        return keyed.build();
    }

    private Order orderOf(ProcessNames asked) {
        @Nullable Order known = orders.get(asked);
        if (known != null) {
            return known;
        }
        Order order = order(asked, index -> false);
        orders.put(asked, order);
        names += asked.size();
        Iterator<ProcessNames> eldest = orders.keySet().iterator();
        while (names > MAX_NAMES && orders.size() > 1) {
            names -= eldest.next().size();
            eldest.remove();
        }
        return order;
    }

    private Order order(ProcessNames asked, IntPredicate beyond) {
        long[] sorted = new long[asked.size()];
        for (int i = 0; i < sorted.length; i++) {
            long key = keyOf.applyAsInt(beyond.test(i) ? NameQuota.OTHER : asked.get(i));
            sorted[i] = key << KEY_SHIFT | i;
        }
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean isLastOfName =
                    i + 1 == sorted.length || sorted[i] >> KEY_SHIFT != sorted[i + 1] >> KEY_SHIFT;
            if (isLastOfName) {
                sorted[size++] = sorted[i];
            }
        }
        int[] keys = new int[size];
        int[] indexes = new int[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (int) (sorted[i] >> KEY_SHIFT);
            indexes[i] = (int) sorted[i];
        }
        return new Order(keys, indexes);
    }
}
