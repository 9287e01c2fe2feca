package io.nodepulse.projections;

import io.nodepulse.projections.process.ProcessProjector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How batches are projected, {@code nodepulse.projections.*}.
 *
 * @param batchEvents a batch ends with the append that brings it to this many events
 * @param threads how many batches are projected at a time; each needs up to two connections of the
 *     pool
 * @param namesPerDay how many different names of processes a server may have on a day, beyond which
 *     they count together as {@code (other)}; 0 for any number
 */
@ConfigurationProperties("nodepulse.projections")
public record ProjectionsSettings(
        @DefaultValue("30000") int batchEvents,
        @DefaultValue("4") int threads,
        @DefaultValue("" + ProcessProjector.NAMES_PER_DAY) int namesPerDay) {

    public ProjectionsSettings {
        if (namesPerDay < 0) {
            throw new IllegalArgumentException(
                    "names-per-day must be at least 0, is " + namesPerDay);
        }
        if (batchEvents < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "batch-events and threads must be at least 1, are %d and %d"
                            .formatted(batchEvents, threads));
        }
    }
}
