package io.nodepulse.query.window;

import io.swagger.v3.oas.annotations.media.Schema;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** Why an answer is coarser than usual: what it would be made of is not kept for that long. */
@JsonNaming(SnakeCaseStrategy.class)
public record Coarser(
        @Schema(description = "To whole steps of that length instead.") int stepSeconds,
        @Schema(description = "Since when what would usually be taken is kept.")
                Instant finerSince) {

    /** The coarser one of two. */
    public Coarser or(Coarser other) {
        return other.stepSeconds > stepSeconds ? other : this;
    }
}
