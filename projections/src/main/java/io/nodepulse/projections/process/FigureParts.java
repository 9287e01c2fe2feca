package io.nodepulse.projections.process;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.Figure.Type;
import io.nodepulse.events.ProcessMetric;

import java.util.Arrays;
import java.util.List;

/**
 * The columns of a bucket's optional figures; README.md says what each means. A figure has four
 * numbers, by its kind. It is known in a bucket where any process has a {@link #MAX} of it.
 */
final class FigureParts {

    /** Of a counter, thousandths a second; of a gauge, its number: both plus 1, 0 for none. */
    static final int MAX = 0;

    /** Of a counter: what it grew by. */
    static final int GROWTH = 1;

    /** Of a counter: time that CPU deltas cover and its own do not, in milliseconds. */
    static final int COVERED_GAP = 2;

    /** Of a gauge: samples that do not have it. */
    static final int UNKNOWN = 1;

    /** Of a gauge: samples that have it times the highest, less their sum. */
    static final int SUM_GAP = 2;

    /** Of a gauge: highest plus 1 less the last plus 1, where 0 stands for one not known. */
    static final int LAST_GAP = 3;

    private static final int PARTS = 4;

    /** Figures that buckets have; when the oldest process started is a moment, which has no sum. */
    static final List<ProcessMetric> KEPT =
            Arrays.stream(ProcessMetric.values()).filter(FigureParts::isKept).toList();

    private static final double PER_REAL_ONE = 1e6;
    private static final double THOUSANDTHS_A_SECOND = 1e6; // of a growth over milliseconds

    private FigureParts() {}

    /** The column of a part. */
    static int column(ProcessMetric metric, int part) {
        return metric.code() * PARTS + part;
    }

    /** Whether buckets have it. */
    static boolean isKept(ProcessMetric metric) {
        return metric != ProcessMetric.OLDEST_START_SECONDS;
    }

    static boolean isCounter(ProcessMetric metric) {
        return metric.figure().kind() == Kind.COUNTER;
    }

    /** A figure as a whole number plus 1: itself, or its millionths; 0 where it is not known. */
    static long number(ProcessMetric metric, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return 1 + Math.round(metric.figure().type() == Type.REAL ? value * PER_REAL_ONE : value);
    }

    /** Plus 1. */
    static long rate(long growth, long intervalMs) {
        return 1 + Math.round(THOUSANDTHS_A_SECOND * growth / intervalMs);
    }
}
