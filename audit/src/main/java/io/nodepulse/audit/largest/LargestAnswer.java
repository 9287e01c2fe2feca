package io.nodepulse.audit.largest;

import io.nodepulse.events.largest.LargestProcess;
import io.nodepulse.events.largest.LargestProcesses;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The largest processes of a server at one moment.
 *
 * @param at when they were; null where there is no list
 * @param seconds the time before, which CPU is of; null where there is no list
 * @param processes by group; of each, those with the most CPU time first, then those with the most
 *     memory
 */
@JsonNaming(SnakeCaseStrategy.class)
record LargestAnswer(
        UUID serverId,
        @Nullable Instant at,
        @Nullable Double seconds,
        List<LargeProcess> processes) {

    private static final double MILLIS = 1e3;
    private static final double PERCENT = 100;

    /** A percentage has two decimals. */
    private static final double HUNDREDTHS = 100;

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double TENTHS = 10;

    /**
     * One process.
     *
     * @param name of its group
     * @param user whose rights it has; null where the agent does not tell
     * @param startedAt null where the agent does not tell
     * @param cpuPercent 100 being one core; null where it is not known
     * @param cpuSeconds null where it is not known
     * @param memoryMb resident set size, MiB
     * @param arguments null unless the agent sends them
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record LargeProcess(
            String name,
            int pid,
            @Nullable String user,
            @Nullable Instant startedAt,
            @Nullable Double cpuPercent,
            @Nullable Double cpuSeconds,
            double memoryMb,
            @Nullable String arguments) {

        private static LargeProcess of(LargestProcess process, double seconds) {
            double cpuSeconds = process.cpuSeconds();
            boolean known = !Double.isNaN(cpuSeconds);
            long start = process.startSeconds();
            return new LargeProcess(
                    process.group(),
                    process.pid(),
                    process.user(),
                    start == 0 ? null : Instant.ofEpochSecond(start),
                    known && seconds > 0 ? (Double) percent(cpuSeconds / seconds) : null,
                    known ? (Double) cpuSeconds : null,
                    Math.round(process.residentBytes() / BYTES_PER_MIB * TENTHS) / TENTHS,
                    process.arguments());
        }

        private static double percent(double share) {
            return Math.round(PERCENT * share * HUNDREDTHS) / HUNDREDTHS;
        }
    }

    static LargestAnswer none(UUID serverId) {
        return new LargestAnswer(serverId, null, null, List.of());
    }

    /**
     * @param name of the only group that is shown; null for all
     */
    static LargestAnswer of(UUID serverId, LargestProcesses list, @Nullable String name) {
        double seconds = list.span().toMillis() / MILLIS;
        return new LargestAnswer(
                serverId,
                list.sampledAt(),
                seconds,
                list.processes().stream()
                        .filter(process -> name == null || process.group().equals(name))
                        .map(process -> LargeProcess.of(process, seconds))
                        .toList());
    }
}
