package io.nodepulse.events.wire;

import io.nodepulse.events.FigureTable;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Figures by code; a value is in {@link ScaledDouble}s. */
final class FigureShape<M extends Enum<M> & Metric> implements ScrapeShape<M> {

    private static final int THOUSANDTHS = 0;
    private static final int CORRECTION = 1;
    private static final int COLUMNS = 2;

    private final FigureTable<M> table;

    private FigureShape(FigureTable<M> table) {
        this.table = table;
    }

    static <M extends Enum<M> & Metric> FigureShape<M> of(FigureTable<M> table) {
        return new FigureShape<>(table);
    }

    @Override
    public int kind() {
        return table.entryKind();
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public boolean goesOn(int column) {
        return column == THOUSANDTHS;
    }

    @Override
    public List<M> keys(Entry scrape) {
        Map<? extends Metric, Double> values = valuesOf(scrape);
        return table.metrics().stream()
                .filter(values::containsKey)
                .sorted(Comparator.comparingInt(Metric::code))
                .toList();
    }

    @Override
    public void numbers(Entry scrape, List<M> keys, long[][] into) {
        Map<? extends Metric, Double> values = valuesOf(scrape);
        int place = 0;
        for (M metric : keys) {
            double value = Objects.requireNonNull(values.get(metric));
            long thousandths = ScaledDouble.THOUSANDTHS.parts(value);
            into[THOUSANDTHS][place] = thousandths;
            into[CORRECTION][place] = ScaledDouble.THOUSANDTHS.correction(value, thousandths);
            place++;
        }
    }

    private static Map<? extends Metric, Double> valuesOf(Entry scrape) {
        return ((Entry.Figures) scrape).sample().values();
    }

    @Override
    public void writeKeys(List<M> keys, ByteWriter out) {
        keys.forEach(metric -> out.putVarLong(metric.code()));
    }

    @Override
    public List<M> readKeys(int count, ByteReader in) {
        List<M> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int code = in.readCount("a figure's code", Integer.MAX_VALUE);
            keys.add(
                    table.ofCode(code)
                            .orElseThrow(
                                    () ->
                                            new MalformedEntryException(
                                                    "no figure of this version has code " + code)));
        }
        return keys;
    }

    @Override
    public Entry scrape(UUID serverId, Instant sampledAt, List<M> keys, long[][] numbers) {
        Map<M, Double> values = table.newValues();
        for (int i = 0; i < keys.size(); i++) {
            values.put(
                    keys.get(i),
                    ScaledDouble.THOUSANDTHS.value(
                            numbers[THOUSANDTHS][i], numbers[CORRECTION][i]));
        }
        try {
            return new Entry.Figures(table.sample(serverId, sampledAt, values));
        } catch (InvalidFieldException e) {
            throw new MalformedEntryException("a scrape of figures: " + e.getMessage(), e);
        }
    }
}
