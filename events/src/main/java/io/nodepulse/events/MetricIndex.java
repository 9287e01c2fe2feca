package io.nodepulse.events;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one kind, a constant each, found by name and by code. Immutable.
 *
 * @param <M> the constants
 */
public class MetricIndex<M extends Enum<M> & Metric> {

    private final Class<M> type;
    private final List<M> metrics;
    private final Map<String, M> byField;
    private final Map<Integer, M> byCode;

    /**
     * @param type the constants, no two of one code or field
     */
    MetricIndex(Class<M> type) {
        this.type = type;
        this.metrics = List.of(type.getEnumConstants());
        this.byField = metrics.stream().collect(toUnmodifiableMap(Metric::field, identity()));
        this.byCode = metrics.stream().collect(toUnmodifiableMap(Metric::code, identity()));
    }

    /** The metrics, in the order of columns. */
    public final List<M> metrics() {
        return metrics;
    }

    /** The metric of that payload field, if it is one that is kept. */
    public final Optional<M> ofField(String field) {
        return Optional.ofNullable(byField.get(field));
    }

    /** The metric of that wire code, if this version knows it. */
    public final Optional<M> ofCode(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** For the values of a scrape that is being read; empty. */
    public final Map<M, Double> newValues() {
        return new EnumMap<>(type);
    }
}
