package io.nodepulse.query.top;

import io.nodepulse.query.readmodel.CpuRates;

/** One process group's share of a window, while buckets are added up. Not thread-safe. */
final class ProcessTotal {

    private final int nameKey;
    private long cpuMicros;
    private long cpuCoveredMillis;
    private long samples;
    private long residentSum;
    private long residentMax;
    private long lastSampleMillis = Long.MIN_VALUE;
    private long lastNumProcs;
    private double lastCpuPercent;
    private long lastResident;

    ProcessTotal(int nameKey) {
        this.nameKey = nameKey;
    }

    void addCpu(long micros, long coveredMillis) {
        cpuMicros += micros;
        cpuCoveredMillis += coveredMillis;
    }

    void addResident(long count, long sum, long max) {
        samples += count;
        residentSum += sum;
        residentMax = Math.max(residentMax, max);
    }

    /** Takes a last sample where it is later than the one known so far. */
    void offerLast(long sampledAtMillis, long numProcs, double cpuPercent, long residentBytes) {
        if (sampledAtMillis > lastSampleMillis) {
            lastSampleMillis = sampledAtMillis;
            lastNumProcs = numProcs;
            lastCpuPercent = cpuPercent;
            lastResident = residentBytes;
        }
    }

    int nameKey() {
        return nameKey;
    }

    /** 100 is one core; NaN where no interval of the process ends in the window. */
    double averageCpuPercent() {
        return CpuRates.averagePercent(cpuMicros, cpuCoveredMillis);
    }

    double averageResidentBytes() {
        return (double) residentSum / samples;
    }

    long peakResidentBytes() {
        return residentMax;
    }

    long lastSampleMillis() {
        return lastSampleMillis;
    }

    long lastNumProcs() {
        return lastNumProcs;
    }

    /** Of the interval that ends in the last sample; NaN where there is none. */
    double lastCpuPercent() {
        return lastCpuPercent;
    }

    long lastResidentBytes() {
        return lastResident;
    }
}
