package io.nodepulse.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The figures that an exporter reports, and how a scrape of them is told from others where it is
 * stored and signed. Immutable.
 *
 * @param <M> the constants
 */
public final class FigureTable<M extends Enum<M> & Metric> extends MetricIndex<M> {

    private final int entryKind;
    private final int leafKind;
    private final SampleMaker<M> maker;

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
        super(type);
        this.entryKind = entryKind;
        this.leafKind = leafKind;
        this.maker = maker;
    }

    /** Kind of its entries in the wire format. */
    public int entryKind() {
        return entryKind;
    }

    /** Kind of its leaves. */
    public int leafKind() {
        return leafKind;
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
