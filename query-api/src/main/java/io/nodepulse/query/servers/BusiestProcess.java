package io.nodepulse.query.servers;

import io.swagger.v3.oas.annotations.media.Schema;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The process group that used most CPU in the last interval. */
@JsonNaming(SnakeCaseStrategy.class)
record BusiestProcess(
        String name,
        @Schema(description = "Of the last interval; 100 is one core.") double cpuPercent,
        @Schema(description = "Resident set size, MiB.") double memoryMb) {}
