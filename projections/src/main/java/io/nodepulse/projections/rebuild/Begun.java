package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A rebuild that was begun and neither finished nor cancelled, as all instances see it.
 *
 * @param projection what is rebuilt
 * @param scope what of it
 * @param number tells it from earlier and later rebuilds
 * @param restingFor how long the served projection has been resting, so that the new tables
 *     overtake it; null while it does not
 * @param held whether it stays beside what is served until somebody decides
 */
record Begun(
        String projection,
        RebuildScope scope,
        long number,
        @Nullable Duration restingFor,
        boolean held) {}
