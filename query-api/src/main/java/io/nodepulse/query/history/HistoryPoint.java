package io.nodepulse.query.history;

import io.nodepulse.query.usage.FigureUsage;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** One step of a process's history. Where it was not sampled, figures are null. */
@JsonNaming(SnakeCaseStrategy.class)
record HistoryPoint(
        @Schema(description = "Start of the step.") Instant at,
        @Schema(
                        description =
                                "Over its intervals that end in the step, so only while it was"
                                        + " seen; 100 is one core.")
                @Nullable Spread cpuPercent,
        @Schema(description = "CPU time of those intervals.") @Nullable Double cpuSeconds,
        @Schema(description = "Their length.") double coveredSeconds,
        @Schema(description = "Resident set size, MiB.") @Nullable Spread memoryMb,
        @Schema(description = "Processes of this name in the last sample of the step.")
                @Nullable Long numProcs,
        @Schema(description = "How often the CPU counter fell: restarts.") long resets,
        @Schema(description = "By the metric that was asked for; null for cpu and memory.")
                @Nullable FigureUsage figure) {}
