package io.nodepulse.agent.process;

import io.nodepulse.agent.counter.CounterGrowth;
import io.nodepulse.agent.counter.NameTable;

import java.util.Arrays;

/**
 * The processes of one name as the source reports them in the scrape under way, and the counters of
 * the scrape before. What a group grew by is found here, before groups are summed up: a sum of
 * counters falls when one of them goes.
 */
final class SourceGroup implements NameTable.Named {

    private static final int CPU = ProcessFigure.CPU_SECONDS.ordinal();

    private final byte[] name;
    private final SentGroup target;
    private final int rule;

    /** The series of the page that this scrape has had. */
    private int reported;

    /** Figures came process by process, counters as growth. */
    private boolean hasMembers;

    /** By ordinal of the figure; NaN where it is not known. */
    private final double[] values = new double[ProcessFigure.COUNT];

    /** By ordinal of the counter: growth as far as it is known, also of what is NaN above. */
    private final double[] grown = new double[ProcessFigure.COUNTERS_END];

    /** Counters as a page last had them; NaN where none had. */
    private final double[] last = new double[ProcessFigure.COUNTERS_END];

    SourceGroup(byte[] name, SentGroup target, int rule) {
        this.name = name;
        this.target = target;
        this.rule = rule;
        Arrays.fill(values, Double.NaN);
        Arrays.fill(last, Double.NaN);
    }

    @Override
    public byte[] name() {
        return name;
    }

    SentGroup target() {
        return target;
    }

    /** The number of the rule that put it there, or {@link GroupRules#OWN_NAME}. */
    int rule() {
        return rule;
    }

    /** This scrape's figure; NaN where it is not known. */
    double get(ProcessFigure figure) {
        return values[figure.ordinal()];
    }

    void begin() {
        if (reported != 0 || hasMembers) {
            reported = 0;
            hasMembers = false;
            Arrays.fill(values, Double.NaN);
            Arrays.fill(grown, 0);
        }
    }

    /** Takes one series of a page; false where the page has had it already. */
    boolean report(ProcessSeries series, double value) {
        if ((reported & series.bit()) != 0 && !series.mayRepeat()) {
            return false;
        }
        reported |= series.bit();
        int figure = series.figure().ordinal();
        values[figure] = Double.isNaN(values[figure]) ? value : values[figure] + value;
        return true;
    }

    /** Takes away what the page means by not known; nothing where it did not have this group. */
    void doubt(boolean partlyRead) {
        if (reported != 0) {
            PageDoubts.apply(values, partlyRead);
        }
    }

    /** Adds processes, with what they used since the last scrape. */
    void add(double[] figures) {
        for (int i = 0; i < values.length; i++) {
            ProcessFigure figure = ProcessFigure.of(i);
            values[i] = figure.sum(hasMembers ? values[i] : figure.none(), figures[i]);
            if (figure.isCounter() && !Double.isNaN(figures[i])) {
                grown[i] += figures[i];
            }
        }
        hasMembers = true;
    }

    /** Adds what its processes used beside what each was added with. */
    void grow(ProcessFigure counter, double more) {
        values[counter.ordinal()] += more;
        grown[counter.ordinal()] += more;
    }

    /**
     * Adds this scrape's figures to what is sent; false where the source left out one that every
     * group has.
     *
     * @param newbornSeconds the most CPU time that a counter may show that was not there before, to
     *     be all new: more of it is older than the interval
     */
    boolean addToTarget(double newbornSeconds) {
        if (hasMembers) {
            target.add(values, grown, 0);
            return true;
        }
        if (reported == 0) {
            return true;
        }
        if (!ProcessSeries.areComplete(reported)) {
            return false;
        }
        double cpuSeconds = values[CPU];
        toGrowth(newbornSeconds);
        target.add(values, grown, cpuSeconds);
        return true;
    }

    /**
     * Makes growth of the counters. All of a group start again together, which shows in its CPU
     * time, so that one is asked: others fall without that, as context switches do when a thread
     * ends, and bytes read when a process ends while the exporter reads it.
     */
    private void toGrowth(double newbornSeconds) {
        boolean fromZero =
                Double.isNaN(last[CPU])
                        ? values[CPU] <= newbornSeconds
                        : CounterGrowth.isReset(
                                last[CPU], values[CPU], CounterGrowth.SMALL_FALL_SECONDS);
        for (int i = 0; i < last.length; i++) {
            if (ProcessFigure.of(i).isCounter() && !Double.isNaN(values[i])) {
                double before = fromZero ? 0 : last[i];
                last[i] = values[i];
                values[i] = Double.isNaN(before) ? 0 : Math.max(0, values[i] - before);
                grown[i] = values[i];
            }
        }
    }

    /** Forgets the scrape before: what this one shows is where the count begins. */
    void startAnew() {
        Arrays.fill(last, Double.NaN);
    }

    boolean isAlive() {
        return procs() > 0;
    }

    /** Processes in this scrape; 0 where the source did not have this group. */
    double procs() {
        double procs = values[ProcessFigure.NUM_PROCS.ordinal()];
        return Double.isNaN(procs) ? 0 : procs;
    }
}
