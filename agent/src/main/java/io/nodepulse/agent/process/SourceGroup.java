package io.nodepulse.agent.process;

/** The processes of one name as the source reports them in the scrape under way. */
final class SourceGroup {

    static final int PROCS = 1;
    static final int RESIDENT = 1 << 1;
    static final int CPU_USER = 1 << 2;
    static final int CPU_SYSTEM = 1 << 3;
    static final int CPU_OTHER = 1 << 4;
    private static final int BOTH_MODES = CPU_USER | CPU_SYSTEM;

    private final byte[] name;
    private final SentGroup target;

    /** Whether many names share this group; page counters cannot be summed over changing names. */
    private final boolean shared;

    /** The figures that this scrape has had. */
    private int reported;

    private double procs;
    private double cpuSeconds;
    private double residentBytes;

    /** CPU time that the /proc reader has counted since it started, dead members included. */
    private double countedCpuSeconds;

    SourceGroup(byte[] name, SentGroup target, boolean shared) {
        this.name = name;
        this.target = target;
        this.shared = shared;
    }

    byte[] name() {
        return name;
    }

    void begin() {
        reported = 0;
        procs = 0;
        cpuSeconds = 0;
        residentBytes = 0;
    }

    /** Takes one figure of a page; false where the page has had it already. */
    boolean report(int figure, double value) {
        if (!shared && (reported & figure) != 0 && figure != CPU_OTHER) {
            return false;
        }
        reported |= figure;
        switch (figure) {
            case PROCS -> procs += value;
            case RESIDENT -> residentBytes += value;
            default -> cpuSeconds += shared ? 0 : value;
        }
        return true;
    }

    /** Adds one living process, with the CPU time that it used since the last scrape. */
    void addProcess(double residentBytesOfProcess, double cpuSecondsSinceLast) {
        procs++;
        residentBytes += residentBytesOfProcess;
        countedCpuSeconds += cpuSecondsSinceLast;
    }

    /** Ends what {@link #addProcess} began: the counter goes on when members die. */
    void reportCounted() {
        reported = PROCS | RESIDENT | CPU_OTHER;
        cpuSeconds = countedCpuSeconds;
    }

    /** Adds this scrape's figures to what is sent; false where the source left one of them out. */
    boolean addToTarget() {
        if (reported == 0) {
            return true;
        }
        if ((reported & PROCS) == 0 || (reported & RESIDENT) == 0 || !hasWholeCpu()) {
            return false;
        }
        target.add((long) procs, cpuSeconds, residentBytes);
        return true;
    }

    /** One mode without the other would look like a counter that fell. */
    private boolean hasWholeCpu() {
        int modes = reported & BOTH_MODES;
        return modes == BOTH_MODES || (modes == 0 && (reported & CPU_OTHER) != 0);
    }

    boolean isAlive() {
        return procs > 0;
    }
}
