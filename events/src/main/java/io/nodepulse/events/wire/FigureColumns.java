package io.nodepulse.events.wire;

import io.nodepulse.events.Metric;
import io.nodepulse.events.ProcessMetric;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What else is known of the groups of a scrape: a column of numbers for each {@link ProcessMetric}
 * that any group has, also of one that this version does not know. The arrays are never written
 * after it was made.
 */
public final class FigureColumns {

    /** Stands for what is not known. */
    public static final double NOT_KNOWN = Double.NaN;

    static final FigureColumns NONE = new FigureColumns(new int[0], new double[0][]);

    private final int[] codes;
    private final double[][] columns;

    /**
     * @param codes ascending
     * @param columns for each code a number for each group, of which one at least is known
     */
    private FigureColumns(int[] codes, double[][] columns) {
        this.codes = codes;
        this.columns = columns;
    }

    /** Takes numbers in any order. Not thread-safe; used once. */
    static final class Builder {

        private final int groups;
        private final TreeMap<Integer, double[]> columns = new TreeMap<>();

        Builder(int groups) {
            this.groups = groups;
        }

        void put(int code, int group, double value) {
            double[] column = columns.get(code);
            if (column == null) {
                column = new double[groups];
                Arrays.fill(column, NOT_KNOWN);
                columns.put(code, column);
            }
            column[group] = value + 0.0; // there is no negative zero
        }

        /** A column as a whole; nothing where no number of it is known. */
        void put(int code, double[] column) {
            for (double value : column) {
                if (!Double.isNaN(value)) {
                    columns.put(code, column);
                    return;
                }
            }
        }

        FigureColumns build() {
            if (columns.isEmpty()) {
                return NONE;
            }
            int[] codes = columns.keySet().stream().mapToInt(code -> code).toArray();
            return new FigureColumns(codes, columns.values().toArray(double[][]::new));
        }
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return codes.length == 0;
    }

    /** How many figures are known of any group. */
    int count() {
        return codes.length;
    }

    /** {@link Metric#code} of the column at that index. */
    int code(int index) {
        return codes[index];
    }

    /** The column at that index. */
    double[] column(int index) {
        return columns[index];
    }

    /** The column of that code, or null where no group has it. */
    double @Nullable [] columnOf(int code) {
        int index = Arrays.binarySearch(codes, code);
        return index < 0 ? null : columns[index];
    }

    /** Whether the figure is known of any group. */
    public boolean has(ProcessMetric metric) {
        return columnOf(metric.code()) != null;
    }

    /** The figure of the group at that index of the append, or {@link #NOT_KNOWN}. */
    public double value(ProcessMetric metric, int group) {
        double[] column = columnOf(metric.code());
        return column == null ? NOT_KNOWN : column[group];
    }

    /** All that is known of the group at that index, and has a name in this version. */
    Map<ProcessMetric, Double> of(int group) {
        if (isEmpty()) {
            return Map.of();
        }
        Map<ProcessMetric, Double> known = new EnumMap<>(ProcessMetric.class);
        for (int i = 0; i < codes.length; i++) {
            double value = columns[i][group];
            if (!Double.isNaN(value)) {
                ProcessMetric.INDEX.ofCode(codes[i]).ifPresent(m -> known.put(m, value));
            }
        }
        return known;
    }
}
