package io.nodepulse.events;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * The host figures of one server at one instant, as node_exporter reports them.
 *
 * @param serverId the server that was scraped
 * @param sampledAt when it was scraped, in whole milliseconds
 * @param values what was measured, each finite; a figure that the host does not have is absent
 */
public record HostSampled(UUID serverId, Instant sampledAt, Map<HostMetric, Double> values)
        implements FigureSample {

    public HostSampled {
        Require.wholeMillis(sampledAt);
        values = Require.figures("node_exporter", values);
    }

    @Override
    public Exporter exporter() {
        return Exporter.HOST;
    }

    /** The figure, if this host reports it. */
    public OptionalDouble value(HostMetric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
