package io.nodepulse.query.history;

import io.nodepulse.query.usage.ProcessUsage;
import io.nodepulse.query.window.Coarser;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One process of one server over a range. */
@JsonNaming(SnakeCaseStrategy.class)
record HistoryAnswer(
        UUID serverId,
        String name,
        Instant from,
        Instant to,
        int stepSeconds,
        @Schema(description = "The newest scrape; null before the first.") @Nullable Instant asOf,
        @Schema(description = "Share of the range in which scrapes covered the server, 0 to 1.")
                double coverage,
        @Schema(description = "How long that is. Average CPU is over this time.")
                double coveredSeconds,
        @Schema(description = "The last scrape in the range; null where there is none.")
                @Nullable Instant lastScrapeAt,
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
        @Schema(description = "Over the whole range; null where it has no sample.")
                @Nullable ProcessUsage process,
        List<HistoryPoint> points) {}
