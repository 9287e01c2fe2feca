package io.nodepulse.audit.segment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.ToDoubleFunction;

/** What the segments come to, by shard. */
public final class SegmentMeters {

    private final MeterRegistry registry;

    public SegmentMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the figures of every shard. */
    public void watch(Segments segments, int shards) {
        for (int shard = 0; shard < shards; shard++) {
            int number = shard;
            gauge(segments, shard, "files", "Segments.", Segments.Figures::files);
            gauge(segments, shard, "bytes", "Bytes of all segments.", Segments.Figures::bytes);
            gauge(segments, shard, "events", "Events in segments.", Segments.Figures::events);
            gauge(
                    segments,
                    shard,
                    "through",
                    "Sequence up to which nothing is in Valkey alone.",
                    Segments.Figures::through);
            gauge(
                    segments,
                    shard,
                    "waiting",
                    "Segments that are in the folder alone and have to be in the bucket.",
                    Segments.Figures::waiting);
            Gauge.builder("nodepulse.segments.defects", segments, kept -> kept.defects(number))
                    .description(
                            "Objects in the bucket that are not what they were, and cannot be made"
                                    + " again.")
                    .tag("shard", Integer.toString(shard))
                    .register(registry);
        }
    }

    private void gauge(
            Segments segments,
            int shard,
            String name,
            String description,
            ToDoubleFunction<Segments.Figures> figure) {
        Gauge.builder(
                        "nodepulse.segments." + name,
                        segments,
                        kept -> figure.applyAsDouble(kept.figures(shard)))
                .description(description)
                .tag("shard", Integer.toString(shard))
                .register(registry);
    }
}
