package io.nodepulse.projections.repair;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.nodepulse.events.store.epoch.StreamBreak;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * What a projection went on without, or with, after a repair.
 *
 * @param shard the shard
 * @param kind as {@link StreamBreak.Kind}, in lower case
 * @param first sequence of the first event that it is about
 * @param last sequence of the last one
 * @param at when it was repaired; null where that is now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairedRange(int shard, String kind, long first, long last, @Nullable Instant at) {

    static RepairedRange of(int shard, StreamBreak found) {
        return new RepairedRange(shard, codeOf(found.kind()), found.first(), found.last(), null);
    }

    /** A kind as it is shown. */
    public static String codeOf(StreamBreak.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
