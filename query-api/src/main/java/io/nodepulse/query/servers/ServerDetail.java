package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.swagger.v3.oas.annotations.media.Schema;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.List;

/** One server with all that is known of its host. */
@JsonNaming(SnakeCaseStrategy.class)
record ServerDetail(
        @JsonUnwrapped ServerSummary summary,
        @JsonUnwrapped HostFigures detail,
        @Schema(
                        description =
                                "What processes can be ranked by: of the optional metrics those that"
                                        + " its last scrape has figures of.")
                List<String> processMetrics,
        @Schema(description = "What its units and slices can be ranked by, in the same way.")
                List<String> unitMetrics,
        @Schema(
                        description =
                                "What its processes are grouped by, as calls name it: units and"
                                        + " slices where its last scrapes of control groups are"
                                        + " kept.",
                        allowableValues = {"process", "unit", "slice"})
                List<String> groupedBy,
        @Schema(description = "How long samples are kept; 0 keeps all.") double retentionDays) {}
