package io.nodepulse.trials.torture;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Whoever looks after the system: has a projection repaired where a shard says that it cannot go
 * on, and remembers what the event store ever named as lost. A thread of its own looks until this
 * is closed.
 */
final class Operator implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final String address;
    private final Consumer<String> out;
    private final AtomicInteger repairs = new AtomicInteger();
    private final Map<String, LostRange> lost = new ConcurrentHashMap<>();
    private volatile @Nullable String lastRefusal;
    private final Thread thread = Thread.ofVirtual().unstarted(this::look);

    Operator(String address, Consumer<String> out) {
        this.address = address;
        this.out = out;
        thread.start();
    }

    /** How many repairs were asked for, and why one was not begun. */
    String repairs() {
        return lastRefusal == null
                ? Integer.toString(repairs.get())
                : "%d, last refused: %s".formatted(repairs.get(), lastRefusal);
    }

    /** All that was named as lost while this looked; an epoch's newest range. */
    List<LostRange> lost() {
        return List.copyOf(lost.values());
    }

    /** Whether an answer of {@code GET /api/projections} has a shard that cannot go on. */
    static boolean isBroken(JsonNode projection) {
        for (JsonNode shard : projection.path("shards")) {
            if (shard.hasNonNull("broken")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void look() {
        ApiClient api = new ApiClient(address);
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                repairBroken(api);
                rememberLost(api);
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    private void rememberLost(ApiClient api) {
        try {
            LostRange.in(api.get("/api/event-store"))
                    .forEach(range -> lost.put(range.shard() + " " + range.epoch(), range));
        } catch (CommandFailedException e) {
            // The next look tells.
        }
    }

    private void repairBroken(ApiClient api) {
        try {
            for (JsonNode projection : api.get("/api/projections").path("projections")) {
                if (isBroken(projection)) {
                    String name = projection.required("name").stringValue();
                    api.post("/api/projections/" + name + "/repair", Victims.ADMIN_TOKEN, Map.of());
                    repairs.incrementAndGet();
                    out.accept("repaired " + name);
                }
            }
        } catch (CommandFailedException e) {
            // The services are away, or do it already: the next look tells.
            lastRefusal = e.getMessage();
        }
    }
}
