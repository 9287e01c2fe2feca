package io.nodepulse.projections;

import io.nodepulse.projections.partition.KeepSettings;
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
 * @param newNamesPerDay how many names that no server had before may come on a day, of all servers
 *     together; further ones count as {@code (other)}, too; 0 for any number
 * @param keep how long closed buckets are kept, by their length
 */
@ConfigurationProperties("nodepulse.projections")
public record ProjectionsSettings(
        @DefaultValue("30000") int batchEvents,
        @DefaultValue("4") int threads,
        @DefaultValue("" + ProcessProjector.NAMES_PER_DAY) int namesPerDay,
        @DefaultValue("" + ProcessProjector.NEW_NAMES_PER_DAY) int newNamesPerDay,
        @DefaultValue KeepSettings keep) {

    public ProjectionsSettings {
        if (namesPerDay < 0 || newNamesPerDay < 0) {
            throw new IllegalArgumentException(
                    "names-per-day and new-names-per-day must be at least 0, are %d and %d"
                            .formatted(namesPerDay, newNamesPerDay));
        }
        if (batchEvents < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "batch-events and threads must be at least 1, are %d and %d"
                            .formatted(batchEvents, threads));
        }
    }
}
