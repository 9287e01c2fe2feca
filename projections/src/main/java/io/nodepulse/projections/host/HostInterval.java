package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.COUNTERS_START_SECONDS;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.HostMetric;
import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleToLongFunction;

/**
 * What two scrapes of a host say together.
 *
 * @param before the figures of the earlier scrape
 * @param after the figures of the later one
 * @param intervalMs milliseconds between them
 */
record HostInterval(
        Map<HostMetric, Double> before, Map<HostMetric, Double> after, long intervalMs) {

    private static final double MS_PER_SECOND = 1e3;

    /** Growth of a counter of bytes, per second. */
    OptionalDouble perSecond(HostMetric counter) {
        OptionalLong bytes = isOneCount() ? growth(counter, Math::round) : OptionalLong.empty();
        return bytes.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(bytes.getAsLong() * MS_PER_SECOND / intervalMs);
    }

    /**
     * Whether what the agent counts itself began at the same time in both scrapes: after a restart
     * or a change of source its sums are over other devices, and their difference says nothing.
     */
    boolean isOneCount() {
        return Objects.equals(
                before.get(COUNTERS_START_SECONDS), after.get(COUNTERS_START_SECONDS));
    }

    boolean bothHave(HostMetric metric) {
        return before.containsKey(metric) && after.containsKey(metric);
    }

    /** Growth of a CPU time in microseconds; 0 where one of the two scrapes lacks it. */
    long cpuMicros(HostMetric counter) {
        return growth(counter, CounterDelta::micros).orElse(0);
    }

    /** Whether that CPU time started again between the two scrapes. */
    boolean isReset(HostMetric cpuSeconds) {
        return bothHave(cpuSeconds)
                && CounterDelta.isReset(
                        CounterDelta.micros(before.getOrDefault(cpuSeconds, 0.0)),
                        CounterDelta.micros(after.getOrDefault(cpuSeconds, 0.0)));
    }

    /** Empty where one of the two scrapes lacks the counter. */
    private OptionalLong growth(HostMetric counter, DoubleToLongFunction whole) {
        if (counter.figure().kind() != Kind.COUNTER) {
            throw new IllegalArgumentException(counter.field() + " is no counter");
        }
        @Nullable Double first = before.get(counter);
        @Nullable Double second = after.get(counter);
        if (first == null || second == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                CounterDelta.between(whole.applyAsLong(first), whole.applyAsLong(second)));
    }
}
