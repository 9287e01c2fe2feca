package io.nodepulse.projections.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what one projector does, and above all what it leaves out. */
public final class ProjectionCounters {

    private static final String OTHER_NAMES = "other.names";

    private final Counter scrapes;
    private final Counter samples;
    private final Counter duplicates;
    private final Counter expired;
    private final Counter otherOfServer;
    private final Counter otherOfAll;

    public ProjectionCounters(MeterRegistry registry, String projection, int shard) {
        scrapes = counter(registry, "scrapes", projection, shard);
        samples = counter(registry, "samples", projection, shard);
        duplicates = counter(registry, "duplicates", projection, shard);
        expired = counter(registry, "expired", projection, shard);
        otherOfServer = counter(registry, OTHER_NAMES, projection, shard, "quota", "server");
        otherOfAll = counter(registry, OTHER_NAMES, projection, shard, "quota", "all");
    }

    private static Counter counter(
            MeterRegistry registry, String what, String projection, int shard, String... tags) {
        return Counter.builder("nodepulse.projection." + what)
                .tag("projection", projection)
                .tag("shard", String.valueOf(shard))
                .tags(tags)
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

    /**
     * Samples had names beyond a quota, and count under one name together.
     *
     * @param ofServer beyond that of their server
     * @param ofAll beyond that of all servers
     */
    public void otherNames(int ofServer, int ofAll) {
        otherOfServer.increment(ofServer);
        otherOfAll.increment(ofAll);
    }
}
