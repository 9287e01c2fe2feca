package io.nodepulse.events;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One group of processes of one server at one instant, whatever they are grouped by. Its exporter
 * has a {@link GroupForm}.
 */
public sealed interface GroupSample extends SampleEvent permits ProcessSampled, UnitSampled {

    /** What the group is called, 1 to {@value ProcessSampled#MAX_NAME_LENGTH} characters. */
    String name();

    /** How many processes it had, at least 0. */
    int numProcs();

    /** CPU time that it used: a counter in seconds, finite, at least 0. */
    double cpuSeconds();

    /** Memory that it held, in bytes, at least 0. */
    long memoryBytes();

    /** What else is known of it; a figure that is not known is absent. */
    Map<ProcessMetric, Double> figures();

    /** The figure, if it is known. */
    default OptionalDouble figure(ProcessMetric metric) {
        Double value = figures().get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
