package io.nodepulse.query.largest;

import io.nodepulse.events.store.largest.LargestProcess;
import io.nodepulse.events.store.largest.LargestProcesses;
import io.nodepulse.query.answer.Figures;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The largest processes of a server at one moment. */
@JsonNaming(SnakeCaseStrategy.class)
record LargestAnswer(
        UUID serverId,
        @Schema(description = "When they were; null where there is no list.") @Nullable Instant at,
        @Schema(description = "The time before, which CPU is of; null where there is no list.")
                @Nullable Double seconds,
        @Schema(
                        description =
                                "By group; of each, those with the most CPU time first, then those"
                                        + " with the most memory.")
                List<LargeProcess> processes) {

    /** One process of a group. */
    @JsonNaming(SnakeCaseStrategy.class)
    record LargeProcess(
            @Schema(description = "Of the group.") String name,
            int pid,
            @Schema(description = "Whose rights it has; null where the agent does not tell.")
                    @Nullable String user,
            @Schema(description = "null where the agent does not tell.")
                    @Nullable Instant startedAt,
            @Schema(description = "100 being one core; null where it is not known.")
                    @Nullable Double cpuPercent,
            @Schema(description = "null where it is not known.") @Nullable Double cpuSeconds,
            @Schema(description = "Resident set size, MiB.") double memoryMb,
            @Schema(description = "null unless the agent sends them; what looks secret is ***.")
                    @Nullable String arguments) {

        private static LargeProcess of(LargestProcess process, double seconds) {
            double cpuSeconds = process.cpuSeconds();
            return new LargeProcess(
                    process.group(),
                    process.pid(),
                    process.user(),
                    Figures.timeOrNull(process.startSeconds() * 1_000),
                    seconds > 0
                            ? Figures.orNull(Figures.percent(100 * cpuSeconds / seconds))
                            : null,
                    Figures.orNull(Figures.seconds(cpuSeconds)),
                    Figures.mebibytes(process.residentBytes()),
                    process.arguments());
        }
    }

    static LargestAnswer none(UUID serverId) {
        return new LargestAnswer(serverId, null, null, List.of());
    }

    /**
     * @param name of the only group that is shown; null for all
     */
    static LargestAnswer of(UUID serverId, LargestProcesses list, @Nullable String name) {
        double seconds = Figures.secondsOf(list.span().toMillis());
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
