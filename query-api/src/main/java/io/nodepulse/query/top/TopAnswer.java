package io.nodepulse.query.top;

import io.nodepulse.query.usage.ProcessUsage;
import io.nodepulse.query.window.Coarser;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The heaviest processes of one server in a range. */
@JsonNaming(SnakeCaseStrategy.class)
record TopAnswer(
        UUID serverId,
        @Schema(
                        allowableValues = {
                            "cpu",
                            "memory",
                            "read",
                            "write",
                            "io",
                            "fds",
                            "threads",
                            "faults",
                            "switches",
                            "swap",
                            "waiting",
                            "oom_kills"
                        })
                String metric,
        @Schema(description = "null for a range with from and to.")
                @Nullable Integer timeRangeHours,
        @Schema(description = "Start of what is counted: the range rounded to a minute, or to 1 %.")
                Instant from,
        @Schema(description = "End of what is counted.") Instant to,
        @Schema(description = "The newest scrape; null before the first.") @Nullable Instant asOf,
        @Schema(description = "Share of the range in which scrapes covered the server, 0 to 1.")
                double coverage,
        @Schema(description = "How long that is. Average CPU is over this time.")
                double coveredSeconds,
        @Schema(description = "The last scrape in the range; null where there is none.")
                @Nullable Instant lastScrapeAt,
        @Nullable Integer cpuCores,
        @Schema(
                        description =
                                "Why edges or steps are coarser than usual; null where they are"
                                        + " not.")
                @Nullable Coarser coarser,
        @Schema(
                        description =
                                "Since when anything is kept, on every server of that age; null"
                                        + " where nothing is gone yet.")
                @Nullable Instant keptSince,
        List<ProcessUsage> processes) {}
