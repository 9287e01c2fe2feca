package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.ShardProcessor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * This instance's part in a rebuild.
 *
 * @param kind what is rebuilt
 * @param scope what of it
 * @param range the whole buckets that are replaced, of all its servers; null for all time
 * @param number tells it from earlier and later rebuilds
 * @param projection fills the new tables
 * @param startedAt when this instance began or resumed it
 * @param doneAtStart events that were done then
 */
record Rebuild(
        ProjectionKind kind,
        RebuildScope scope,
        @Nullable RebuiltRange range,
        long number,
        Projection projection,
        Instant startedAt,
        long doneAtStart) {

    /** The shards that it reads. */
    List<Integer> shards() {
        return projection.processors().stream().map(ShardProcessor::shard).toList();
    }

    String name() {
        return kind.name();
    }
}
