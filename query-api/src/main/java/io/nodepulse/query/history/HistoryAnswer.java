package io.nodepulse.query.history;

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
        List<HistoryPoint> points) {}
