package io.nodepulse.query.changes;

import io.nodepulse.query.answer.Figures;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** What became of one process group between two scrapes. */
@JsonNaming(SnakeCaseStrategy.class)
record ProcessChange(
        @Schema(description = "The scrape that shows it.") Instant at,
        @Schema(description = "The scrape before, which does not.") Instant since,
        @Schema(
                        description =
                                "started: it was not there; ended: it is not there; restarted: its"
                                        + " oldest process is another one, or its CPU counter fell;"
                                        + " count: at least twice or half as many processes, and 5"
                                        + " more or fewer; memory: resident set size half as much"
                                        + " more or a third less, and 256 MiB.",
                        allowableValues = {"started", "ended", "restarted", "count", "memory"})
                String kind,
        String name,
        @Schema(
                        description =
                                "When its oldest process started, of what started or restarted;"
                                        + " null where the agent does not tell.")
                @Nullable Instant startedAt,
        @Schema(description = "Processes before, of kind count.") @Nullable Long procsBefore,
        @Schema(description = "Processes after, of kind count.") @Nullable Long procsAfter,
        @Schema(description = "MiB before, of kinds memory and ended.")
                @Nullable Double memoryMbBefore,
        @Schema(description = "MiB after, of kind memory.") @Nullable Double memoryMbAfter,
        @Schema(
                        description =
                                "Whether the kernel killed a process for its memory in that time,"
                                        + " and this is what it may have killed.")
                boolean probablyOutOfMemory) {

    static ProcessChange of(StoredChange change, String name, boolean probablyOutOfMemory) {
        ChangeSort kind = change.kind();
        boolean hasStart = kind == ChangeSort.STARTED || kind == ChangeSort.RESTARTED;
        boolean isCount = kind == ChangeSort.COUNT;
        boolean isMemory = kind == ChangeSort.MEMORY;
        return new ProcessChange(
                change.at(),
                change.since(),
                kind.word(),
                name,
                hasStart ? Figures.timeOrNull(change.after()) : null,
                isCount ? (Long) change.before() : null,
                isCount ? (Long) change.after() : null,
                isMemory || kind == ChangeSort.ENDED
                        ? (Double) Figures.mebibytes(change.before())
                        : null,
                isMemory ? (Double) Figures.mebibytes(change.after()) : null,
                probablyOutOfMemory);
    }
}
