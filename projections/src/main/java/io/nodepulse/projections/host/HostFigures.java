package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.CPU_CORES;
import static io.nodepulse.events.HostMetric.CPU_IDLE_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_IOWAIT_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_STEAL_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_SYSTEM_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_USER_SECONDS;

import io.nodepulse.events.HostMetric;
import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleToLongFunction;

/**
 * What two scrapes of a host say together.
 *
 * @param before the figures of the earlier scrape
 * @param after the figures of the later one
 * @param intervalMs milliseconds between them
 */
record HostFigures(Map<HostMetric, Double> before, Map<HostMetric, Double> after, long intervalMs) {

    private static final double MICROS_PER_MS = 1e3;
    private static final double MS_PER_SECOND = 1e3;

    /**
     * The share of all cores' time that was neither idle nor waiting for I/O, 0 to 100. The total
     * is cores × time where the cores are known, otherwise the sum of the modes.
     */
    OptionalDouble cpuPercent() {
        OptionalDouble idle = cpuMicros(CPU_IDLE_SECONDS);
        if (idle.isEmpty()) {
            return OptionalDouble.empty();
        }
        double free = idle.getAsDouble() + cpuMicros(CPU_IOWAIT_SECONDS).orElse(0);
        double busy =
                cpuMicros(CPU_USER_SECONDS).orElse(0)
                        + cpuMicros(CPU_SYSTEM_SECONDS).orElse(0)
                        + cpuMicros(CPU_STEAL_SECONDS).orElse(0);
        double cores = after.getOrDefault(CPU_CORES, 0.0);
        double total = cores > 0 ? cores * intervalMs * MICROS_PER_MS : free + busy;
        return total > 0
                ? OptionalDouble.of(Math.clamp(100 * (1 - free / total), 0, 100))
                : OptionalDouble.empty();
    }

    /** Growth of a counter of bytes, per second. */
    OptionalDouble perSecond(HostMetric counter) {
        OptionalDouble bytes = growth(counter, Math::round);
        return bytes.isEmpty()
                ? bytes
                : OptionalDouble.of(bytes.getAsDouble() * MS_PER_SECOND / intervalMs);
    }

    private OptionalDouble cpuMicros(HostMetric counter) {
        return growth(counter, CounterDelta::micros);
    }

    /** Empty where one of the two scrapes lacks the counter. */
    private OptionalDouble growth(HostMetric counter, DoubleToLongFunction whole) {
        @Nullable Double first = before.get(counter);
        @Nullable Double second = after.get(counter);
        if (first == null || second == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                CounterDelta.between(whole.applyAsLong(first), whole.applyAsLong(second)));
    }
}
