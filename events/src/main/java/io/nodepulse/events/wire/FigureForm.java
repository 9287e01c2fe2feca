package io.nodepulse.events.wire;

import io.nodepulse.events.Figure.Type;
import io.nodepulse.events.ProcessMetric;

/**
 * How a column of optional figures becomes whole numbers: 0 stands for what is not known, else a
 * number is one more than the figure, or than its millionths. None is negative.
 *
 * @param real whether there are corrections, too: what to add to the bits of {@code millionths /
 *     1,000,000} to get the figure's, 0 of one that is not known
 */
record FigureForm(boolean real) {

    /** Of that figure; one that this version does not know may be any number. */
    static FigureForm of(int code) {
        return new FigureForm(
                ProcessMetric.INDEX
                        .ofCode(code)
                        .map(metric -> metric.figure().type() == Type.REAL)
                        .orElse(true));
    }

    long number(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return 1 + (real ? ScaledDouble.MILLIONTHS.parts(value) : (long) value);
    }

    /**
     * @param number as {@link #number} gave it
     */
    long correction(double value, long number) {
        return real && number != 0 ? ScaledDouble.MILLIONTHS.correction(value, number - 1) : 0;
    }

    /**
     * The figure of these numbers.
     *
     * @throws MalformedEntryException if they are none of a figure
     */
    double value(long number, long correction) {
        if (number == 0) {
            return FigureColumns.NOT_KNOWN;
        }
        double value =
                real
                        ? ScaledDouble.MILLIONTHS.value(number - 1, correction)
                        : (double) (number - 1);
        boolean whole = real || number > 0 && number - 1 <= ProcessMetric.MAX_WHOLE;
        if (!whole || !Double.isFinite(value) || !(value >= 0)) {
            throw new MalformedEntryException("a figure is " + value);
        }
        return value;
    }
}
