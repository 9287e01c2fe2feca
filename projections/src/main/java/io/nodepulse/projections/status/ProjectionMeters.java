package io.nodepulse.projections.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lag per projection and shard, and what was set aside, for {@code /metrics}, as of the last {@link
 * #take}: gauges are read at any time, and must not wait for a database.
 */
public final class ProjectionMeters {

    private final ConcurrentMap<String, ShardStatus> last = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Double> deadLetters = new ConcurrentHashMap<>();

    public ProjectionMeters(MeterRegistry registry, List<Projection> projections) {
        for (Projection projection : projections) {
            Gauge.builder(
                            "nodepulse.projection.dead.letters",
                            () -> deadLetters.getOrDefault(projection.name(), Double.NaN))
                    .tag("projection", projection.name())
                    .register(registry);
            projection.processors().forEach(each -> register(registry, projection.name(), each));
        }
    }

    private void register(MeterRegistry registry, String projection, ShardProcessor processor) {
        Tags tags = Tags.of("projection", projection, "shard", String.valueOf(processor.shard()));
        String key = key(projection, processor.shard());
        Gauge.builder("nodepulse.projection.lag.events", () -> lagEvents(key))
                .tags(tags)
                .register(registry);
        Gauge.builder("nodepulse.projection.lag.seconds", () -> lagSeconds(key))
                .tags(tags)
                .register(registry);
        Gauge.builder("nodepulse.projection.broken", () -> broken(key))
                .description("1 while the shard waits for a repair")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(
                        "nodepulse.projection.failures", processor, ShardProcessor::failures)
                .tags(tags)
                .register(registry);
    }

    private static String key(String projection, int shard) {
        return projection + "/" + shard;
    }

    private double lagEvents(String key) {
        @Nullable ShardStatus status = last.get(key);
        return status == null || status.lagEvents() == null ? Double.NaN : status.lagEvents();
    }

    private double broken(String key) {
        @Nullable ShardStatus status = last.get(key);
        return status == null ? Double.NaN : status.broken() == null ? 0 : 1;
    }

    private double lagSeconds(String key) {
        @Nullable ShardStatus status = last.get(key);
        return status == null || status.lagSeconds() == null ? Double.NaN : status.lagSeconds();
    }

    /** Shows these figures from now on. */
    public void take(List<ProjectionStatus> statuses) {
        for (ProjectionStatus projection : statuses) {
            deadLetters.put(projection.name(), (double) projection.deadLetters());
            for (ShardStatus shard : projection.shards()) {
                last.put(key(projection.name(), shard.shard()), shard);
            }
        }
    }
}
