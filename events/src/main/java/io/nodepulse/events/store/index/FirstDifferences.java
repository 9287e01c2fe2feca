package io.nodepulse.events.store.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the first sequence at which some indexes differ from what their entries make them, in a
 * second pass over the entries. Not thread-safe.
 */
final class FirstDifferences {

    private final Map<String, List<IndexMark>> stored;
    private final Map<String, Integer> matched = new HashMap<>();
    private final Map<String, Long> found = new HashMap<>();

    /**
     * @param stored the members of the indexes, by key
     */
    FirstDifferences(Map<String, List<IndexMark>> stored) {
        this.stored = stored;
    }

    void add(EntryMarks marks) {
        for (EntryMarks.Place place : marks.places()) {
            List<IndexMark> members = stored.get(place.key());
            if (members != null && !found.containsKey(place.key())) {
                compare(place, members);
            }
        }
    }

    private void compare(EntryMarks.Place place, List<IndexMark> members) {
        int next = matched.getOrDefault(place.key(), 0);
        if (next < members.size() && members.get(next).equals(place.mark())) {
            matched.put(place.key(), next + 1);
        } else {
            long expected = place.mark().sequence();
            long there = next < members.size() ? members.get(next).sequence() : expected;
            found.put(place.key(), Math.min(expected, there));
        }
    }

    /** The sequence at which that index differs first; all entries were added. */
    long of(String key) {
        List<IndexMark> members = stored.getOrDefault(key, List.of());
        int next = matched.getOrDefault(key, 0);
        long extra = next < members.size() ? members.get(next).sequence() : 0;
        return found.getOrDefault(key, extra);
    }
}
