package io.nodepulse.events.store.entry;

import java.util.HashMap;
import java.util.Map;

/**
 * One string for all equal process names, which are the same on most servers: kept apart they take
 * more room than all else in a keyframe. Bounded: when full it begins anew. Not thread-safe.
 */
final class SharedNames {

    private final Map<String, String> names = new HashMap<>();
    private final int maxNames;

    SharedNames(int maxNames) {
        this.maxNames = maxNames;
    }

    String shared(String name) {
        if (names.size() >= maxNames) {
            names.clear();
        }
        String earlier = names.putIfAbsent(name, name);
        return earlier == null ? name : earlier;
    }
}
