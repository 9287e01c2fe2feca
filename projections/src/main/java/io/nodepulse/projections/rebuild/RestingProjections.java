package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The served projections of this instance, and which of them rest. Not thread-safe. */
final class RestingProjections {

    private final Map<String, Projection> served = new HashMap<>();
    private final Map<String, List<ShardProcessor>> resting = new HashMap<>();

    RestingProjections(List<Projection> served) {
        served.forEach(projection -> this.served.put(projection.name(), projection));
    }

    /** Lets it rest in those shards. Returns when its last batch there has ended. */
    void rest(String name, Collection<Integer> shards) {
        if (!resting.containsKey(name)) {
            List<ShardProcessor> stopped =
                    Objects.requireNonNull(served.get(name)).processors().stream()
                            .filter(each -> shards.contains(each.shard()))
                            .toList();
            resting.put(name, stopped);
            CompletableFuture.allOf(
                            stopped.stream()
                                    .map(ShardProcessor::stop)
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** It goes on, in the tables that are there now; nothing happens if it does not rest. */
    void wake(String name) {
        @Nullable List<ShardProcessor> stopped = resting.remove(name);
        if (stopped != null) {
            stopped.forEach(ShardProcessor::start);
        }
    }

    /** Those that are not being rebuilt go on, if what kept them from it before is over. */
    void wakeAllBut(Set<String> rebuilt) {
        for (String name : List.copyOf(resting.keySet())) {
            if (!rebuilt.contains(name)) {
                wake(name);
            }
        }
    }
}
