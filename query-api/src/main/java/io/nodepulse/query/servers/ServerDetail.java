package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.swagger.v3.oas.annotations.media.Schema;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** One server with all that is known of its host. */
@JsonNaming(SnakeCaseStrategy.class)
record ServerDetail(
        @JsonUnwrapped ServerSummary summary,
        @JsonUnwrapped HostFigures detail,
        @Schema(description = "How long samples are kept; 0 keeps all.") double retentionDays) {}
