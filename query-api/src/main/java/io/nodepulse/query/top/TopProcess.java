package io.nodepulse.query.top;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** One process group of a server in a range. CPU percent: 100 is one core. */
@JsonNaming(SnakeCaseStrategy.class)
record TopProcess(
        String name,
        @Schema(description = "Processes of this name in its latest sample.") long numProcs,
        @Schema(description = "Of its latest interval; null where it has none yet.")
                @Nullable Double cpuPercent,
        @Schema(description = "Average CPU as a share of all cores; null if those are not known.")
                @Nullable Double hostPercent,
        @Schema(description = "Resident set size of its latest sample, MiB.") double memoryMb,
        @Schema(description = "Over the intervals in the range; null where it has none.")
                @Nullable Double avgCpuPercent,
        @Schema(description = "Average resident set size, MiB.") double avgMemoryMb,
        @Schema(description = "Highest resident set size, MiB.") double peakMemoryMb,
        @Schema(description = "Whether the last scrape in the range still has it.") boolean running,
        Instant lastSeen) {}
