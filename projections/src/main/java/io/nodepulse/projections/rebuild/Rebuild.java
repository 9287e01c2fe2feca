package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;

import java.time.Instant;

/**
 * This instance's part in a rebuild.
 *
 * @param kind what is rebuilt
 * @param number tells it from earlier and later rebuilds
 * @param projection fills the new tables
 * @param startedAt when this instance began or resumed it
 * @param doneAtStart events that were done then
 */
record Rebuild(
        ProjectionKind kind,
        long number,
        Projection projection,
        Instant startedAt,
        long doneAtStart) {

    String name() {
        return kind.name();
    }
}
