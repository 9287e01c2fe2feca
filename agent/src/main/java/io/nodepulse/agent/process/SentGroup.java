package io.nodepulse.agent.process;

import static io.nodepulse.agent.process.ProcessFigure.CPU_SECONDS;
import static io.nodepulse.agent.process.ProcessFigure.MEMORY_BYTES;
import static io.nodepulse.agent.process.ProcessFigure.NUM_PROCS;

import java.util.Arrays;

/**
 * The sum of all source groups that are sent under one name. Its counters begin at 0 and grow by
 * what they grew by, so they never fall. A counter that is not known in one scrape goes on in the
 * next with all that was known of it meanwhile.
 */
final class SentGroup {

    private final byte[] jsonName;

    /** By ordinal of the figure; of counters what they grew by. NaN where it is not known. */
    private final double[] values = new double[ProcessFigure.COUNT];

    /** By ordinal of the counter: growth as far as it is known, also of what is NaN above. */
    private final double[] grown = new double[ProcessFigure.COUNTERS_END];

    /** By ordinal of the counter, since the count began. */
    private final double[] totals = new double[ProcessFigure.COUNTERS_END];

    /** CPU time as the source counts it, which only serves to compare groups. */
    private double sourceCpuSeconds;

    SentGroup(byte[] jsonName) {
        this.jsonName = jsonName;
        begin();
    }

    /** The name as a JSON string with its quotes. */
    byte[] jsonName() {
        return jsonName;
    }

    void begin() {
        for (int i = 0; i < values.length; i++) {
            values[i] = ProcessFigure.of(i).none();
        }
        Arrays.fill(grown, 0);
        sourceCpuSeconds = 0;
    }

    /**
     * Adds a group of the source. One without processes adds nothing but growth: what is not known
     * of it is nothing.
     *
     * @param more by ordinal of the figure, of counters the growth; NaN where it is not known
     * @param moreGrown by ordinal of the counter, the growth as far as it is known
     * @param counter CPU time as the source counts it
     */
    void add(double[] more, double[] moreGrown, double counter) {
        boolean living = more[NUM_PROCS.ordinal()] > 0;
        for (int i = 0; i < values.length; i++) {
            ProcessFigure figure = ProcessFigure.of(i);
            if (living) {
                values[i] = figure.sum(values[i], more[i]);
            } else if (figure.isCounter()) {
                values[i] += moreGrown[i];
            }
        }
        for (int i = 0; i < grown.length; i++) {
            grown[i] += moreGrown[i];
            totals[i] += moreGrown[i];
        }
        sourceCpuSeconds += counter;
    }

    /** Adds this scrape of the group to the sum of the rest; its own counters stay behind. */
    void moveTo(SentGroup rest) {
        rest.add(values, grown, sourceCpuSeconds);
        for (int i = 0; i < grown.length; i++) {
            totals[i] -= grown[i];
        }
        Arrays.fill(grown, 0);
    }

    void startAnew() {
        Arrays.fill(totals, 0);
    }

    /** What is sent; NaN where it is not known. */
    double sent(int figure) {
        boolean total = ProcessFigure.of(figure).isCounter() && !Double.isNaN(values[figure]);
        return total ? totals[figure] : values[figure];
    }

    long procs() {
        return (long) values[NUM_PROCS.ordinal()];
    }

    /** CPU time since the scrape before. */
    double grownSeconds() {
        return values[CPU_SECONDS.ordinal()];
    }

    double sourceCpuSeconds() {
        return sourceCpuSeconds;
    }

    double residentBytes() {
        return values[MEMORY_BYTES.ordinal()];
    }
}
