package io.nodepulse.projections.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what one projector does, and above all what it leaves out. */
public final class ProjectionCounters {

    private final Counter scrapes;
    private final Counter samples;
    private final Counter duplicates;
    private final Counter expired;
    private final Counter otherNames;

    public ProjectionCounters(MeterRegistry registry, String projection, int shard) {
        scrapes = counter(registry, "scrapes", projection, shard);
        samples = counter(registry, "samples", projection, shard);
        duplicates = counter(registry, "duplicates", projection, shard);
        expired = counter(registry, "expired", projection, shard);
        otherNames = counter(registry, "other.names", projection, shard);
    }

    private static Counter counter(
            MeterRegistry registry, String what, String projection, int shard) {
        return Counter.builder("nodepulse.projection." + what)
                .tag("projection", projection)
                .tag("shard", String.valueOf(shard))
                .register(registry);
    }

    /** Scrapes with that many samples in all were committed. */
    public void projected(int committedScrapes, int committedSamples) {
        scrapes.increment(committedScrapes);
        samples.increment(committedSamples);
    }

    /** Scrapes were no newer than the last one of their server, and changed nothing. */
    public void duplicates(int count) {
        duplicates.increment(count);
    }

    /** Scrapes were older than the retention, and not kept as snapshots. */
    public void expired(int count) {
        expired.increment(count);
    }

    /** Samples had names beyond their server's quota, and count under one name together. */
    public void otherNames(int count) {
        otherNames.increment(count);
    }
}
