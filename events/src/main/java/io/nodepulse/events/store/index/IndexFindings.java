package io.nodepulse.events.store.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check has found. Not thread-safe. */
final class IndexFindings {

    /** More of one key would say nothing new. */
    private static final int MAX_PER_KEY = 3;

    /** A store that is damaged all over is described by these. */
    private static final int MAX = 10_000;

    private final Map<String, List<IndexFinding>> byKey = new LinkedHashMap<>();
    private int size;

    /**
     * @param firstSequence sequence of the first event that it is about, 0 if it is about none
     */
    void add(String key, String problem, long firstSequence) {
        List<IndexFinding> found = byKey.computeIfAbsent(key, any -> new ArrayList<>());
        if (found.size() < MAX_PER_KEY && size < MAX) {
            found.add(new IndexFinding(key, problem, firstSequence));
            size++;
        }
    }

    List<IndexFinding> all() {
        return byKey.values().stream().flatMap(List::stream).toList();
    }
}
