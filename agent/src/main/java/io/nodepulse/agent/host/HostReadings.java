package io.nodepulse.agent.host;

import io.nodepulse.agent.payload.JsonBuffer;

import java.util.Arrays;

/** One scrape's host figures; a figure that nobody reported is absent. Used by one thread. */
final class HostReadings {

    private static final HostFigure[] ALL = HostFigure.values();

    private final double[] values = new double[ALL.length];

    void clear() {
        Arrays.fill(values, Double.NaN);
    }

    void set(HostFigure figure, double value) {
        values[figure.ordinal()] = value;
    }

    /** Adds to a sum over devices or CPUs. */
    void add(HostFigure figure, double value) {
        double sum = values[figure.ordinal()];
        values[figure.ordinal()] = Double.isNaN(sum) ? value : sum + value;
    }

    boolean has(HostFigure figure) {
        return Double.isFinite(values[figure.ordinal()]);
    }

    /** The figure; NaN where it is absent. */
    double get(HostFigure figure) {
        return values[figure.ordinal()];
    }

    /** Appends the present figures as one JSON object of the payload; returns their number. */
    int write(long atMillis, JsonBuffer to) {
        int count = 0;
        to.ascii("{\"timestamp\":").timestamp(atMillis);
        for (HostFigure figure : ALL) {
            if (has(figure)) {
                to.ascii(",\"").ascii(figure.field()).ascii("\":").number(get(figure));
                count++;
            }
        }
        to.ascii("}");
        return count;
    }
}
