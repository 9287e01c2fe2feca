package io.nodepulse.projections.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a rebuild makes anew, where that is not everything.
 *
 * @param serverIds whose rows; those of all where it is empty
 * @param from what was sampled after that: the time that was asked for, rounded down to where
 *     buckets of all lengths begin; null for all
 * @param to and not after that, rounded up; null for all
 * @param withoutRaw whether no row has scrapes as they came afterwards
 * @param serversDone servers that have their new rows
 * @param serversTotal servers that are to have them; null where tables take the place of tables
 */
public record RebuiltPart(
        @JsonProperty("server_ids") List<UUID> serverIds,
        @Nullable Instant from,
        @Nullable Instant to,
        @JsonProperty("without_raw") boolean withoutRaw,
        @JsonProperty("servers_done") @Nullable Integer serversDone,
        @JsonProperty("servers_total") @Nullable Integer serversTotal) {

    static RebuiltPart of(Rebuild rebuild, int done, int total) {
        @Nullable RebuiltRange range = rebuild.range();
        boolean whole = rebuild.scope().isWhole();
        return new RebuiltPart(
                rebuild.scope().servers(),
                range == null ? null : range.from(),
                range == null ? null : range.to(),
                !rebuild.scope().raw(),
                whole ? null : (Integer) done,
                whole ? null : (Integer) total);
    }
}
