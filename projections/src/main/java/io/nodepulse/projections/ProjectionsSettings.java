package io.nodepulse.projections;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How batches are projected, {@code nodepulse.projections.*}.
 *
 * @param batchEvents a batch ends with the append that brings it to this many events
 * @param threads how many batches are projected at a time; each needs up to two connections of the
 *     pool
 */
@ConfigurationProperties("nodepulse.projections")
public record ProjectionsSettings(
        @DefaultValue("30000") int batchEvents, @DefaultValue("4") int threads) {

    public ProjectionsSettings {
        if (batchEvents < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "batch-events and threads must be at least 1, are %d and %d"
                            .formatted(batchEvents, threads));
        }
    }
}
