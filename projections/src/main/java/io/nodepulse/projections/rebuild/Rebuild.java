package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A rebuild that is under way in this instance.
 *
 * @param kind what is rebuilt
 * @param projection fills the new tables
 * @param startedAt when this instance began or resumed it
 * @param doneAtStart events that were done then
 * @param restingSince since when the served projection rests, so that the new tables overtake it;
 *     null while it does not
 */
record Rebuild(
        ProjectionKind kind,
        Projection projection,
        Instant startedAt,
        long doneAtStart,
        @Nullable Instant restingSince) {

    Rebuild restingSince(@Nullable Instant since) {
        return new Rebuild(kind, projection, startedAt, doneAtStart, since);
    }
}
