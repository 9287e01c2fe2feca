package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.counter.CounterGrowth;
import io.nodepulse.agent.counter.NameTable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The process groups, kept from scrape to scrape, so that a scrape of known names allocates
 * nothing. Used by one thread.
 *
 * <p>At most {@value #MAX_NAMES} names are told apart: a fork bomb that gives itself names cannot
 * exhaust memory, and what comes beyond is summed up, CPU time included. Names without living
 * processes are forgotten when the table is half full.
 */
final class ProcessTable {

    static final int MAX_NAMES = 8_192;

    private final GroupRules rules;
    private final NameTable<SourceGroup> sources = new NameTable<>();
    private final List<SentGroup> sent = new ArrayList<>();
    private final Map<String, SentGroup> sentByName = new HashMap<>();
    private final SentGroup other = new SentGroup(GroupNames.json(GroupNames.OTHER));
    private final SourceGroup overflow = new SourceGroup(new byte[0], other, GroupRules.OWN_NAME);
    private final double[] ofOverflow = new double[ProcessFigure.COUNT];
    private final SeriesTable overflowSeries = new SeriesTable();
    private final double cores = Runtime.getRuntime().availableProcessors();
    private boolean started;
    private double newbornSeconds;
    private int incomplete;

    ProcessTable(GroupRules rules) {
        this.rules = rules;
    }

    /**
     * Starts a scrape: every group has reported nothing.
     *
     * @param elapsedSeconds since the scrape before; 0 where there is none
     */
    void begin(double elapsedSeconds) {
        for (SourceGroup group : sources.entries()) {
            group.begin();
        }
        overflow.begin();
        overflowSeries.begin();
        incomplete = 0;
        rules.begin();
        newbornSeconds = started ? elapsedSeconds * cores : 0;
    }

    /** The group of that name, made where it is new; the shared one where there is no room. */
    SourceGroup find(byte[] bytes, int from, int to) {
        SourceGroup group = sources.find(bytes, from, to);
        if (group != null) {
            return group;
        }
        if (sources.entries().size() == MAX_NAMES || rules.areExhausted()) {
            return overflow;
        }
        byte[] name = Arrays.copyOfRange(bytes, from, to);
        GroupRules.Verdict verdict = rules.judge(GroupNames.clean(name));
        // A verdict stays with the name, so one that had no time to be right waits for the next.
        return rules.areExhausted() ? overflow : add(name, verdict);
    }

    /** The group of that name under that verdict: processes of one name may be of several. */
    SourceGroup find(byte[] name, GroupRules.Verdict verdict) {
        byte[] under = ("\0" + verdict.rule() + "\0" + verdict.name()).getBytes(UTF_8);
        byte[] key = Arrays.copyOf(name, name.length + under.length);
        System.arraycopy(under, 0, key, name.length, under.length);
        SourceGroup group = sources.find(key, 0, key.length);
        if (group != null) {
            return group;
        }
        return sources.entries().size() == MAX_NAMES ? overflow : add(key, verdict);
    }

    /** Whether that group is the shared one, and there is still no room for another. */
    boolean isFullAnd(SourceGroup group) {
        return group == overflow && sources.entries().size() == MAX_NAMES;
    }

    GroupRules rules() {
        return rules;
    }

    /** The groups of the source, those without processes included. */
    List<SourceGroup> sources() {
        return sources.entries();
    }

    /** Takes one series of a page under that name; false where the page has had it already. */
    boolean report(byte[] bytes, int from, int to, ProcessSeries series, double value) {
        SourceGroup group = find(bytes, from, to);
        if (group != overflow) {
            return group.report(series, value);
        }
        switch (series.figure()) {
            case NUM_PROCS, MEMORY_BYTES -> addToOverflow(series.figure(), value);
            case CPU_SECONDS ->
                    addToOverflow(series.figure(), growth(bytes, from, to, series, value));
            default -> {}
        }
        return true;
    }

    /** What every group has; nothing else is known of those beyond the names. */
    private void addToOverflow(ProcessFigure figure, double value) {
        Arrays.fill(ofOverflow, Double.NaN);
        ofOverflow[ProcessFigure.NUM_PROCS.ordinal()] = 0;
        ofOverflow[ProcessFigure.MEMORY_BYTES.ordinal()] = 0;
        ofOverflow[ProcessFigure.CPU_SECONDS.ordinal()] = 0;
        ofOverflow[figure.ordinal()] = value;
        overflow.add(ofOverflow);
    }

    private double growth(byte[] bytes, int from, int to, ProcessSeries series, double value) {
        long key = SeriesTable.key(bytes, from, to, series.bit());
        if (!overflowSeries.put(key, value)) {
            incomplete++;
            return 0;
        }
        double before = overflowSeries.before(key);
        if (Double.isNaN(before)) {
            return value <= newbornSeconds ? value : 0;
        }
        return CounterGrowth.between(before, value, CounterGrowth.SMALL_FALL_SECONDS);
    }

    /**
     * Ends a page: takes away what it means by not known.
     *
     * @param partlyRead whether there were processes that the exporter could not read whole
     */
    void endPage(boolean partlyRead) {
        for (SourceGroup group : sources.entries()) {
            group.doubt(partlyRead);
        }
    }

    /** Sums the scrape up; returns how many groups were left out because a figure is missing. */
    int sum() {
        for (SentGroup group : sent) {
            group.begin();
        }
        other.begin();
        for (SourceGroup group : sources.entries()) {
            incomplete += group.addToTarget(newbornSeconds) ? 0 : 1;
        }
        overflow.addToTarget(newbornSeconds);
        overflowSeries.end();
        started = true;
        if (sources.entries().size() > MAX_NAMES / 2) {
            forgetTheDead();
        }
        return incomplete;
    }

    /**
     * Begins to count anew: all counters are 0, and what the scrape that comes or is under way
     * shows is where they begin.
     */
    void startAnew() {
        started = false;
        newbornSeconds = 0;
        for (SourceGroup group : sources.entries()) {
            group.startAnew();
        }
        overflowSeries.startAnew();
        for (SentGroup group : sent) {
            group.startAnew();
        }
        other.startAnew();
    }

    /** Whether a scrape was summed up since the count began. */
    boolean isStarted() {
        return started;
    }

    /** What is sent for all groups that are not kept apart. */
    SentGroup other() {
        return other;
    }

    /** Processes whose names are beyond those that are told apart. */
    long overflowProcs() {
        return (long) overflow.procs();
    }

    /** What can be sent, groups without processes included. */
    List<SentGroup> sent() {
        return sent;
    }

    private SourceGroup add(byte[] key, GroupRules.Verdict verdict) {
        String sentName = verdict.name();
        SentGroup target = sentByName.get(sentName);
        if (target == null) {
            target = new SentGroup(GroupNames.json(sentName));
            sentByName.put(sentName, target);
            sent.add(target);
        }
        SourceGroup group = new SourceGroup(key, target, verdict.rule());
        sources.add(group);
        return group;
    }

    private void forgetTheDead() {
        sources.removeIf(group -> !group.isAlive());
        Set<SentGroup> living = new HashSet<>();
        for (SourceGroup group : sources.entries()) {
            living.add(group.target());
        }
        sent.retainAll(living);
        sentByName.values().retainAll(living);
    }
}
