package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.Projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The served projections of this instance, and which of them rest. Not thread-safe. */
final class RestingProjections {

    private final Map<String, Projection> served = new HashMap<>();
    private final Set<String> resting = new HashSet<>();

    RestingProjections(List<Projection> served) {
        served.forEach(projection -> this.served.put(projection.name(), projection));
    }

    /** Returns when its last batch has ended. */
    void rest(String name) {
        if (resting.add(name)) {
            Objects.requireNonNull(served.get(name)).stop().join();
        }
    }

    /** It goes on, in the tables that are there now; nothing happens if it does not rest. */
    void wake(String name) {
        if (resting.remove(name)) {
            Objects.requireNonNull(served.get(name)).start();
        }
    }

    /** Those that are not being rebuilt go on, if what kept them from it before is over. */
    void wakeAllBut(Set<String> rebuilt) {
        for (String name : List.copyOf(resting)) {
            if (!rebuilt.contains(name)) {
                wake(name);
            }
        }
    }
}
