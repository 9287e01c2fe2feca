package io.nodepulse.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One systemd unit, slice or container of one server at one instant, as the kernel counts it in a
 * control group. What ended children used counts, which no sample of processes sees. A slice holds
 * units and other slices, whose figures are in its own.
 *
 * @param serverId the server that was scraped
 * @param sampledAt when it was scraped, in whole milliseconds
 * @param unit its name, such as {@code nginx.service}, {@code docker-0123456789ab.scope}, {@code
 *     system.slice}; 1 to {@value ProcessSampled#MAX_NAME_LENGTH} characters, no control characters
 * @param numProcs how many processes it had, at least 0
 * @param cpuSeconds CPU time of all that ever ran in it since it was first seen: a counter in
 *     seconds, finite, at least 0
 * @param memoryBytes its memory without the file cache that can go at once, at least 0
 * @param figures what else is known of it; a figure that is not known is absent
 */
public record UnitSampled(
        UUID serverId,
        Instant sampledAt,
        String unit,
        int numProcs,
        double cpuSeconds,
        long memoryBytes,
        Map<ProcessMetric, Double> figures)
        implements GroupSample {

    public UnitSampled {
        Require.wholeMillis(sampledAt);
        ProcessSampled.requireValues(unit, numProcs, cpuSeconds, memoryBytes);
        figures = ProcessMetric.requireAll(figures);
    }

    @Override
    public String name() {
        return unit;
    }

    @Override
    public Exporter exporter() {
        return Exporter.UNITS;
    }
}
