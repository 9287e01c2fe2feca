package io.nodepulse.query.changes;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of the processes of one server in a range. */
@JsonNaming(SnakeCaseStrategy.class)
record ChangesAnswer(
        UUID serverId,
        Instant from,
        @Schema(description = "null for a range up to the newest scrape.") @Nullable Instant to,
        @Schema(description = "In the whole range.") ChangeCounts counts,
        @Schema(
                        description =
                                "How many more there were in the range that were not kept: of one"
                                        + " scrape 200 are.")
                long omitted,
        @Schema(description = "Whether the range has older changes than those that are listed.")
                boolean more,
        @Schema(description = "The newest, newest first.") List<ProcessChange> changes) {

    /** How many changes of each kind there are. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ChangeCounts(long started, long ended, long restarted, long count, long memory) {}
}
