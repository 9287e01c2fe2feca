package io.nodepulse.events;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The figures that an exporter reports, a constant each, and how a scrape of them is told from
 * others where it is stored and signed. Immutable.
 *
 * @param <M> the constants
 */
public final class FigureTable<M extends Enum<M> & Metric> {

    private final Class<M> type;
    private final int entryKind;
    private final int leafKind;
    private final SampleMaker<M> maker;
    private final List<M> metrics;
    private final Map<String, M> byField;
    private final Map<Integer, M> byCode;

    /** Makes the event of a scrape. */
    @FunctionalInterface
    interface SampleMaker<M extends Enum<M> & Metric> {
        FigureSample make(UUID serverId, Instant sampledAt, Map<M, Double> values);
    }

    /**
     * @param type the constants, no two of one code or field
     * @param entryKind kind of its entries in the wire format; like the leaf's, it is stored, never
     *     changes and is never used again
     * @param leafKind kind of its leaves
     * @param maker makes its events
     */
    FigureTable(Class<M> type, int entryKind, int leafKind, SampleMaker<M> maker) {
        this.type = type;
        this.entryKind = entryKind;
        this.leafKind = leafKind;
        this.maker = maker;
        this.metrics = List.of(type.getEnumConstants());
        this.byField = metrics.stream().collect(toUnmodifiableMap(Metric::field, identity()));
        this.byCode = metrics.stream().collect(toUnmodifiableMap(Metric::code, identity()));
    }

    /** Kind of its entries in the wire format. */
    public int entryKind() {
        return entryKind;
    }

    /** Kind of its leaves. */
    public int leafKind() {
        return leafKind;
    }

    /** The metrics, in the order of columns. */
    public List<M> metrics() {
        return metrics;
    }

    /** The metric of that payload field, if it is one that is kept. */
    public Optional<M> ofField(String field) {
        return Optional.ofNullable(byField.get(field));
    }

    /** The metric of that wire code, if this version knows it. */
    public Optional<M> ofCode(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** For the values of a scrape that is being read; empty. */
    public Map<M, Double> newValues() {
        return new EnumMap<>(type);
    }

    /**
     * The event of a scrape.
     *
     * @throws InvalidFieldException if its values are none that an event may carry
     */
    public FigureSample sample(UUID serverId, Instant sampledAt, Map<M, Double> values) {
        return maker.make(serverId, sampledAt, values);
    }
}
