package io.nodepulse.projections.status;

import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.projections.repair.RepairedRange;

/**
 * What keeps a projection from going on in a shard, until it is repaired.
 *
 * @param kind {@code ahead}, {@code other_history}, {@code trimmed} or {@code missing}
 * @param first sequence of the first event that it is about
 * @param last sequence of the last one
 * @param reason one line for people, with what to do
 */
public record Broken(String kind, long first, long last, String reason) {

    static Broken of(String projection, StreamBreak found) {
        return new Broken(
                RepairedRange.codeOf(found.kind()),
                found.first(),
                found.last(),
                "%s; 'nodepulse repair %s' lets it go on".formatted(found, projection));
    }
}
