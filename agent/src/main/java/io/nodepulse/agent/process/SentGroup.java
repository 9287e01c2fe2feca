package io.nodepulse.agent.process;

/** The sum of all source groups that are sent under one name. */
final class SentGroup {

    private final byte[] jsonName;
    private long procs;

    /** NaN before the first scrape with this group. */
    private double cpuSeconds = Double.NaN;

    /** The counter of the scrape before; NaN where there is none. */
    private double lastCpuSeconds = Double.NaN;

    private double residentBytes;

    /** Whether the group was born after the first scrape, so that its whole CPU time is new. */
    private final boolean newborn;

    SentGroup(byte[] jsonName, boolean newborn) {
        this.jsonName = jsonName;
        this.newborn = newborn;
    }

    /** The name as a JSON string with its quotes. */
    byte[] jsonName() {
        return jsonName;
    }

    void begin() {
        lastCpuSeconds = cpuSeconds;
        procs = 0;
        cpuSeconds = 0;
        residentBytes = 0;
    }

    void add(long moreProcs, double moreCpuSeconds, double moreResidentBytes) {
        procs += moreProcs;
        cpuSeconds += moreCpuSeconds;
        residentBytes += moreResidentBytes;
    }

    /** CPU time since the scrape before, by the rule for counters: below the old, it is all new. */
    double cpuSecondsSinceLast() {
        if (Double.isNaN(lastCpuSeconds)) {
            return newborn ? cpuSeconds : 0;
        }
        return cpuSeconds < lastCpuSeconds ? cpuSeconds : cpuSeconds - lastCpuSeconds;
    }

    long procs() {
        return procs;
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    double residentBytes() {
        return residentBytes;
    }
}
