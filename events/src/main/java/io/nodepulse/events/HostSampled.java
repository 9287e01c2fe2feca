package io.nodepulse.events;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
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
        implements SampleEvent {

    public HostSampled {
        Require.wholeMillis(sampledAt);
        if (values.isEmpty()) {
            throw new InvalidFieldException(
                    "node_exporter", "must carry at least one known figure");
        }
        values.forEach((metric, value) -> Require.finite(metric.field(), value));
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /** The figure, if this host reports it. */
    public OptionalDouble value(HostMetric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
