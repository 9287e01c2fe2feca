package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;

/**
 * A server whose rows a rebuild of a part replaces.
 *
 * @param key of its rows
 * @param id of its events
 * @param gridOffsetMs where its buckets begin, in milliseconds
 */
record PartServer(int key, UUID id, long gridOffsetMs) {

    /** The whole buckets around the range that was asked for; null for all time. */
    @Nullable RebuiltRange rounded(RebuildScope scope, Duration unit) {
        return scope.range() == null ? null : scope.range().rounded(unit, gridOffsetMs);
    }
}
