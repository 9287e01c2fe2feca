package io.nodepulse.projections.process;

import io.nodepulse.events.wire.ProcessNames;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** One server's names of a day while a batch adds to them. Used by one thread. */
final class NamesAdmitted {

    private static final long DAY_MS = 86_400_000;

    private final NamesOfDay before;
    private final int quota;
    private final boolean onlyKnown;
    private final Set<String> fresh = new HashSet<>();
    private long day;
    private int[] keys;
    private @Nullable ProcessNames settled;

    /**
     * @param onlyKnown whether names without a key find no room
     */
    NamesAdmitted(NamesOfDay before, int quota, boolean onlyKnown) {
        this.before = before;
        this.quota = quota;
        this.onlyKnown = onlyKnown;
        this.day = before.day();
        this.keys = before.keys();
        this.settled = before.settled();
    }

    /**
     * Takes the scrape's names in, as long as there is room.
     *
     * @param known keys of those names that have one
     * @return which of them found none; null if all did
     */
    @Nullable BitSet admit(ProcessScrape scrape, Map<String, Integer> known) {
        begin(Math.floorDiv(scrape.sampledAt().toEpochMilli(), DAY_MS));
        ProcessNames names = scrape.names();
        if (names == settled) {
            return null;
        }
        BitSet beyond = new BitSet();
        for (int i = 0; i < names.size(); i++) {
            beyond.set(i, !admit(names.get(i), known.get(names.get(i))));
        }
        if (beyond.isEmpty()) {
            settled = names;
            return null;
        }
        return beyond;
    }

    /** A scrape of a day before counts for the day that has begun. */
    private void begin(long scraped) {
        if (scraped > day) {
            day = scraped;
            keys = new int[0];
            fresh.clear();
            settled = null;
        }
    }

    private boolean admit(String name, @Nullable Integer key) {
        if (onlyKnown && key == null) {
            return false;
        }
        if (key != null && Arrays.binarySearch(keys, key) >= 0 || fresh.contains(name)) {
            return true;
        }
        return keys.length + fresh.size() < quota && fresh.add(name);
    }

    boolean hasChanged() {
        return !fresh.isEmpty() || day != before.day();
    }

    /** Their state after the batch. */
    NamesOfDay after(ToIntFunction<String> keyOf) {
        if (fresh.isEmpty()) {
            return new NamesOfDay(before.serverKey(), day, keys, settled);
        }
        int[] all =
                IntStream.concat(Arrays.stream(keys), fresh.stream().mapToInt(keyOf))
                        .sorted()
                        .toArray();
        return new NamesOfDay(before.serverKey(), day, all, settled);
    }
}
