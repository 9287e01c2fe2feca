package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A server as it is listed. */
@JsonNaming(SnakeCaseStrategy.class)
record ServerSummary(
        UUID id,
        @Nullable String name,
        @Schema(description = "What it is sorted by, in order.") List<String> tags,
        ServerState state,
        @Nullable Instant registeredAt,
        @Schema(description = "The newest scrape of either exporter.") @Nullable Instant lastSeen,
        @Schema(description = "The newest scrape of processes.") @Nullable Instant asOf,
        @Schema(description = "The newest scrape of the host, which its figures are of.")
                @Nullable Instant hostAsOf,
        @JsonUnwrapped HostFigures host,
        @Nullable BusiestProcess topProcess,
        @Schema(description = "CPU percent of the host, 2 minutes a point, oldest first.")
                List<@Nullable Double> cpuHistory) {

    private static final CpuHistory NONE = new CpuHistory(new float[0], Instant.EPOCH);

    static ServerSummary of(ServerRow row, Instant now) {
        CpuHistory history = row.cpuHistory();
        return new ServerSummary(
                row.id(),
                row.name(),
                row.tags(),
                ServerState.of(row.lastSeen(), row.interval(), now),
                row.registeredAt(),
                row.lastSeen(),
                row.processesAsOf(),
                row.hostAsOf(),
                row.host(),
                row.busiest(),
                (history == null ? NONE : history).lastHour(now));
    }
}
