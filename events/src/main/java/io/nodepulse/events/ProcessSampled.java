package io.nodepulse.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * One process group of one server at one instant, as process_exporter reports it.
 *
 * @param serverId the server that was scraped
 * @param sampledAt when it was scraped, in whole milliseconds
 * @param processName name of the group, 1 to {@value #MAX_NAME_LENGTH} characters, no control
 *     characters
 * @param numProcs how many processes the group had, at least 0
 * @param cpuSeconds CPU time of the group since it was first seen: a counter in seconds, finite, at
 *     least 0
 * @param residentBytes resident set size in bytes, at least 0; pages shared between processes count
 *     once in each
 * @param figures what else is known of the group; a figure that is not known is absent
 */
public record ProcessSampled(
        UUID serverId,
        Instant sampledAt,
        String processName,
        int numProcs,
        double cpuSeconds,
        long residentBytes,
        Map<ProcessMetric, Double> figures)
        implements GroupSample {

    /** Longest accepted process name, in UTF-16 characters. */
    public static final int MAX_NAME_LENGTH = 256;

    public ProcessSampled {
        Require.wholeMillis(sampledAt);
        requireValues(processName, numProcs, cpuSeconds, residentBytes);
        figures = ProcessMetric.requireAll(figures);
    }

    /** A sample of which nothing else is known. */
    public ProcessSampled(
            UUID serverId,
            Instant sampledAt,
            String processName,
            int numProcs,
            double cpuSeconds,
            long residentBytes) {
        this(serverId, sampledAt, processName, numProcs, cpuSeconds, residentBytes, Map.of());
    }

    @Override
    public String name() {
        return processName;
    }

    @Override
    public long memoryBytes() {
        return residentBytes;
    }

    /**
     * Checks what a sample may carry.
     *
     * @throws InvalidFieldException naming the first value that it may not
     */
    public static void requireValues(
            String processName, int numProcs, double cpuSeconds, long residentBytes) {
        requireName(processName);
        Require.notNegative("num_procs", numProcs);
        Require.counter("cpu_seconds", cpuSeconds);
        Require.notNegative("memory_bytes", residentBytes);
    }

    @Override
    public Exporter exporter() {
        return Exporter.PROCESSES;
    }

    /** The instant in the resolution that events keep. */
    public static Instant toResolution(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Checks what a process may be called.
     *
     * @throws InvalidFieldException if that is no name
     */
    public static void requireName(String processName) {
        Require.name("name", processName, MAX_NAME_LENGTH);
    }
}
