package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A host's latest figures; null where it does not report one. */
@JsonNaming(SnakeCaseStrategy.class)
record HostFigures(
        @Nullable Integer cpuCores,
        @Nullable Double cpuPercent,
        @Nullable Long memoryUsedBytes,
        @Nullable Long memoryTotalBytes,
        @JsonProperty("load_1min") @Nullable Double load1Min,
        @JsonProperty("load_5min") @Nullable Double load5Min,
        @JsonProperty("load_15min") @Nullable Double load15Min,
        @Nullable Long processesRunning,
        @Nullable Long processesBlocked,
        @Nullable Long processesTotal,
        @Nullable Double uptimeSeconds) {}
