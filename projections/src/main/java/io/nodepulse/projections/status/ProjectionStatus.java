package io.nodepulse.projections.status;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.nodepulse.projections.rebuild.RebuildProgress;
import io.nodepulse.projections.repair.RepairedRange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a projection stands.
 *
 * @param name its name
 * @param state {@code running}, {@code broken}, {@code failing} or {@code stopped}
 * @param shards by shard
 * @param rebuild its rebuild, null if none is under way
 * @param deadLetters entries that were set aside because it cannot project them
 * @param repairs what it went on without or with in repairs, oldest first
 */
public record ProjectionStatus(
        String name,
        String state,
        List<ShardStatus> shards,
        @Nullable RebuildProgress rebuild,
        @JsonProperty("dead_letters") long deadLetters,
        List<RepairedRange> repairs) {}
