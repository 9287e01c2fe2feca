package io.nodepulse.agent.process;

/**
 * The sum of all source groups that are sent under one name. Its CPU counter begins at 0 and grows
 * by what they grew by, so it never falls.
 */
final class SentGroup {

    private final byte[] jsonName;
    private long procs;
    private double residentBytes;
    private double cpuSeconds;

    /** CPU time since the scrape before. */
    private double grownSeconds;

    /** CPU time as the source counts it, which only serves to compare groups. */
    private double sourceCpuSeconds;

    SentGroup(byte[] jsonName) {
        this.jsonName = jsonName;
    }

    /** The name as a JSON string with its quotes. */
    byte[] jsonName() {
        return jsonName;
    }

    void begin() {
        procs = 0;
        residentBytes = 0;
        grownSeconds = 0;
        sourceCpuSeconds = 0;
    }

    void add(long moreProcs, double growth, double counter, double moreResidentBytes) {
        procs += moreProcs;
        grownSeconds += growth;
        cpuSeconds += growth;
        sourceCpuSeconds += counter;
        residentBytes += moreResidentBytes;
    }

    /** Adds this scrape of the group to the sum of the rest; its own counter stays behind. */
    void moveTo(SentGroup rest) {
        rest.add(procs, grownSeconds, sourceCpuSeconds, residentBytes);
        cpuSeconds -= grownSeconds;
        grownSeconds = 0;
    }

    void startAnew() {
        cpuSeconds = 0;
    }

    long procs() {
        return procs;
    }

    double grownSeconds() {
        return grownSeconds;
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    double sourceCpuSeconds() {
        return sourceCpuSeconds;
    }

    double residentBytes() {
        return residentBytes;
    }
}
