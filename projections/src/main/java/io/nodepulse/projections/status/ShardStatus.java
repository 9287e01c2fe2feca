package io.nodepulse.projections.status;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/**
 * How far a projection is in one shard.
 *
 * @param shard the shard
 * @param position sequence up to which all is projected; null before it has begun
 * @param head sequence of the shard's last event; null while the event store does not answer
 * @param lagEvents events between the two
 * @param lagSeconds age of the last projected event while others wait behind it, 0 while none do
 * @param broken what keeps it from going on until it is repaired; null if nothing does
 * @param error why the last batch failed, or why this cannot be told; null if all is well
 */
public record ShardStatus(
        int shard,
        @Nullable Long position,
        @Nullable Long head,
        @JsonProperty("lag_events") @Nullable Long lagEvents,
        @JsonProperty("lag_seconds") @Nullable Double lagSeconds,
        @Nullable Broken broken,
        @Nullable String error) {}
