package io.nodepulse.agent.process;

import io.nodepulse.agent.counter.CounterGrowth;
import io.nodepulse.agent.counter.NameTable;

/**
 * The processes of one name as the source reports them in the scrape under way, and the CPU counter
 * of the scrape before. What a group grew by is found here, before groups are summed up: a sum of
 * counters falls when one of them goes.
 */
final class SourceGroup implements NameTable.Named {

    static final int PROCS = 1;
    static final int RESIDENT = 1 << 1;
    static final int CPU_USER = 1 << 2;
    static final int CPU_SYSTEM = 1 << 3;
    static final int CPU_OTHER = 1 << 4;
    private static final int BOTH_MODES = CPU_USER | CPU_SYSTEM;

    /** CPU time came as growth, process by process or series by series. */
    private static final int CPU_GROWTH = 1 << 5;

    private final byte[] name;
    private final SentGroup target;

    /** The figures that this scrape has had. */
    private int reported;

    private double procs;
    private double residentBytes;
    private double cpuSeconds;
    private double grownSeconds;

    /** The counter of the last whole scrape with this group; NaN where there is none. */
    private double lastCpuSeconds = Double.NaN;

    SourceGroup(byte[] name, SentGroup target) {
        this.name = name;
        this.target = target;
    }

    @Override
    public byte[] name() {
        return name;
    }

    SentGroup target() {
        return target;
    }

    void begin() {
        reported = 0;
        procs = 0;
        cpuSeconds = 0;
        residentBytes = 0;
        grownSeconds = 0;
    }

    /** Takes one figure of a page; false where the page has had it already. */
    boolean report(int figure, double value) {
        if ((reported & figure) != 0 && figure != CPU_OTHER) {
            return false;
        }
        reported |= figure;
        switch (figure) {
            case PROCS -> procs = value;
            case RESIDENT -> residentBytes = value;
            default -> cpuSeconds += value;
        }
        return true;
    }

    /** Adds processes, with what they used since the last scrape. */
    void add(double moreProcs, double moreResidentBytes, double moreGrownSeconds) {
        reported = PROCS | RESIDENT | CPU_GROWTH;
        procs += moreProcs;
        residentBytes += moreResidentBytes;
        grownSeconds += moreGrownSeconds;
    }

    /**
     * Adds this scrape's figures to what is sent; false where the source left one of them out.
     *
     * @param newbornSeconds the most CPU time that a counter may show that was not there before, to
     *     be all new: more of it is older than the interval
     */
    boolean addToTarget(double newbornSeconds) {
        if (reported == 0) {
            return true;
        }
        if ((reported & PROCS) == 0 || (reported & RESIDENT) == 0 || !hasWholeCpu()) {
            return false;
        }
        target.add((long) procs, growth(newbornSeconds), cpuSeconds, residentBytes);
        return true;
    }

    private double growth(double newbornSeconds) {
        if ((reported & CPU_GROWTH) != 0) {
            return grownSeconds;
        }
        double before = lastCpuSeconds;
        lastCpuSeconds = cpuSeconds;
        if (Double.isNaN(before)) {
            return cpuSeconds <= newbornSeconds ? cpuSeconds : 0;
        }
        return CounterGrowth.between(before, cpuSeconds, CounterGrowth.SMALL_FALL_SECONDS);
    }

    /** One mode without the other would look like a counter that fell. */
    private boolean hasWholeCpu() {
        int modes = reported & BOTH_MODES;
        return modes == BOTH_MODES || (modes == 0 && (reported & (CPU_OTHER | CPU_GROWTH)) != 0);
    }

    /** Forgets the scrape before: what this one shows is where the count begins. */
    void startAnew() {
        lastCpuSeconds = Double.NaN;
    }

    boolean isAlive() {
        return procs > 0;
    }

    double procs() {
        return procs;
    }
}
