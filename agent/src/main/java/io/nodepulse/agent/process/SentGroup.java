package io.nodepulse.agent.process;

import static io.nodepulse.agent.process.ProcessFigure.CPU_SECONDS;
import static io.nodepulse.agent.process.ProcessFigure.MEMORY_BYTES;
import static io.nodepulse.agent.process.ProcessFigure.NUM_PROCS;

/**
 * The sum of all source groups that are sent under one name. Its counters begin at 0 and grow by
 * what they grew by, so they never fall. A counter that is not known in one scrape goes on in the
 * next with what is known of it.
 */
final class SentGroup {

    private final byte[] jsonName;

    /** By ordinal of the figure; of counters what they grew by. NaN where it is not known. */
    private final double[] values = new double[ProcessFigure.COUNT];

    /** By ordinal of the counter, since the count began. */
    private final double[] totals = new double[ProcessFigure.COUNT];

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
        sourceCpuSeconds = 0;
    }

    /**
     * Adds a group of the source. One without processes adds nothing but growth: what is not known
     * of it is nothing.
     *
     * @param more by ordinal of the figure, of counters the growth
     */
    void add(double[] more, double counter) {
        boolean living = more[NUM_PROCS.ordinal()] > 0;
        for (int i = 0; i < values.length; i++) {
            ProcessFigure figure = ProcessFigure.of(i);
            boolean known = !Double.isNaN(more[i]);
            if (living || (figure.isCounter() && known)) {
                values[i] = figure.sum(values[i], more[i]);
            }
            if (figure.isCounter() && known) {
                totals[i] += more[i];
            }
        }
        sourceCpuSeconds += counter;
    }

    /** Adds this scrape of the group to the sum of the rest; its own counters stay behind. */
    void moveTo(SentGroup rest) {
        rest.add(values, sourceCpuSeconds);
        for (int i = 0; i < values.length; i++) {
            if (ProcessFigure.of(i).isCounter() && !Double.isNaN(values[i])) {
                totals[i] -= values[i];
                values[i] = 0;
            }
        }
    }

    void startAnew() {
        for (int i = 0; i < totals.length; i++) {
            totals[i] = 0;
        }
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
