package io.nodepulse.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts what a module refuses, by reason: {@code <meter>{reason}}. What is refused for a reason
 * that the module has not listed is not counted. Thread-safe.
 */
public final class RefusalCounter {

    private final Map<String, Counter> counters;

    /**
     * @param reasons all there are, so that each is shown before it happens
     */
    public RefusalCounter(MeterRegistry meters, String meter, RefusalReason[] reasons) {
        this.counters =
                Arrays.stream(reasons)
                        .map(RefusalReason::tag)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(),
                                        reason -> meters.counter(meter, "reason", reason)));
    }

    public void count(Refused refused) {
        refused.reason().map(counters::get).ifPresent(Counter::increment);
    }
}
