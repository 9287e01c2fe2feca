package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.servers.ShownFigure.Unit;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** A host's latest figures; null where it does not report one. Immutable. */
final class HostFigures {

    private final Map<String, ShownFigure> shown;

    /** In the order of those shown: there is one of these for each server in memory. */
    private final @Nullable Number[] values;

    private HostFigures(Map<String, ShownFigure> shown, @Nullable Number[] values) {
        this.shown = shown;
        this.values = values;
    }

    /** The figures of a row that has their columns. */
    static HostFigures of(Map<String, ShownFigure> shown, Record row) {
        @Nullable Number[] values = new Number[shown.size()];
        int at = 0;
        for (Map.Entry<String, ShownFigure> figure : shown.entrySet()) {
            values[at++] = value(figure.getKey(), figure.getValue(), row);
        }
        return new HostFigures(shown, values);
    }

    private static @Nullable Number value(String name, ShownFigure figure, Record row) {
        if (!figure.isColumn()) {
            return computed(name, row);
        }
        Number value = row.get(name, figure.type().javaType);
        return value != null && figure.unit() == Unit.PERCENT
                ? (Double) Figures.percent(value.doubleValue())
                : value;
    }

    private static @Nullable Number computed(String name, Record row) {
        return switch (name) {
            case "memory_used_bytes" -> MemoryUsed.in(row);
            default -> throw new IllegalStateException("nothing computes " + name);
        };
    }

    /** By name. */
    @JsonAnyGetter
    Map<String, @Nullable Number> values() {
        Map<String, @Nullable Number> byName = new LinkedHashMap<>();
        int at = 0;
        for (String name : shown.keySet()) {
            byName.put(name, values[at++]);
        }
        return byName;
    }
}
