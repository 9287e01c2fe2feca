package io.nodepulse.events.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The optional figures of many process scrapes as columns of whole numbers: one of numbers for each
 * figure, and one of corrections behind it where its {@link FigureForm} has them. Not thread-safe.
 */
final class ShapedFigures {

    private static final int MAX_FIGURES = 1_000;

    /** In the order of their columns. */
    private final List<Place> places = new ArrayList<>();

    private final Map<Integer, Place> byCode = new HashMap<>();
    private int columns;

    /** Those of numbers, not of corrections: it is asked for every number that is written. */
    private final BitSet numberColumns = new BitSet();

    /** Where a figure's columns begin. */
    private record Place(int code, FigureForm form, int column) {}

    /** Which figures there are, as {@link #write} wrote it. */
    static ShapedFigures read(ByteReader in) {
        ShapedFigures figures = new ShapedFigures();
        int count = in.readCount("the number of figures", MAX_FIGURES);
        for (int i = 0; i < count; i++) {
            int bits = in.readCount("a figure's code", Integer.MAX_VALUE);
            figures.add(bits >> 1, new FigureForm((bits & 1) != 0));
        }
        if (figures.places.size() != figures.byCode.size()) {
            throw new MalformedEntryException("a figure is there twice");
        }
        return figures;
    }

    void write(ByteWriter out) {
        out.putVarLong(places.size());
        for (Place place : places) {
            out.putVarLong((long) place.code << 1 | (place.form.real() ? 1 : 0));
        }
    }

    private void add(int code, FigureForm form) {
        Place place = new Place(code, form, columns);
        places.add(place);
        byCode.put(code, place);
        numberColumns.set(columns);
        columns += form.real() ? 2 : 1;
    }

    void admit(FigureColumns figures) {
        for (int i = 0; i < figures.count(); i++) {
            if (!byCode.containsKey(figures.code(i))) {
                add(figures.code(i), FigureForm.of(figures.code(i)));
            }
        }
    }

    int columns() {
        return columns;
    }

    boolean goesOn(int column) {
        return numberColumns.get(column);
    }

    /** Writes the numbers of a scrape, from that column on. */
    void numbers(FigureColumns figures, int groups, long[][] into, int firstColumn) {
        for (Place place : places) {
            double[] values = figures.columnOf(place.code);
            long[] numbers = into[firstColumn + place.column];
            for (int i = 0; i < groups; i++) {
                numbers[i] = values == null ? 0 : place.form.number(values[i]);
            }
            for (int i = 0; place.form.real() && i < groups; i++) {
                into[firstColumn + place.column + 1][i] =
                        values == null ? 0 : place.form.correction(values[i], numbers[i]);
            }
        }
    }

    /**
     * The figures of the numbers from that column on.
     *
     * @throws MalformedEntryException if they are none
     */
    FigureColumns columns(long[][] numbers, int firstColumn, int groups) {
        if (places.isEmpty()) {
            return FigureColumns.NONE;
        }
        FigureColumns.Builder figures = new FigureColumns.Builder(groups);
        for (Place place : places) {
            long[] first = numbers[firstColumn + place.column];
            double[] values = new double[groups];
            for (int i = 0; i < groups; i++) {
                long correction =
                        place.form.real() ? numbers[firstColumn + place.column + 1][i] : 0;
                values[i] = place.form.value(first[i], correction);
            }
            figures.put(place.code, values);
        }
        return figures.build();
    }
}
