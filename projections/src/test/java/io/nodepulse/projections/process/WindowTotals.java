package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What one process group adds up to over a window.
 *
 * @param cpuSeconds sum of CPU deltas
 * @param coveredSeconds sum of the intervals that they cover
 * @param serverCoveredSeconds the same of the server, whatever it ran
 * @param maxCpuPercent of the highest single interval, NaN if there is none
 * @param maxCpuAt the second in which the first such interval ends, null if there is none
 * @param samples samples in the window
 * @param residentSum sum of their resident set sizes, in bytes
 * @param residentMax the largest of them, in bytes
 * @param lastSeen time of the last sample
 * @param numProcs of the last sample
 * @param cpuPercent of the interval that ends in the last sample, NaN if there is none
 * @param residentBytes of the last sample
 */
record WindowTotals(
        double cpuSeconds,
        double coveredSeconds,
        double serverCoveredSeconds,
        double maxCpuPercent,
        @Nullable Instant maxCpuAt,
        long samples,
        double residentSum,
        long residentMax,
        Instant lastSeen,
        int numProcs,
        double cpuPercent,
        long residentBytes) {}
