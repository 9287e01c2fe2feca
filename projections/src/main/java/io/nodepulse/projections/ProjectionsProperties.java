package io.nodepulse.projections;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Settings of the projections.
 *
 * @param retention how long snapshots and buckets are kept, zero for ever
 * @param projections how batches are made
 */
@ConfigurationProperties("nodepulse")
public record ProjectionsProperties(
        @DefaultValue("7d") Duration retention, @DefaultValue Batches projections) {

    /**
     * @param batchEvents a batch ends with the append that brings it to this many events
     * @param threads how many batches are projected at a time; each needs up to two connections of
     *     the pool
     */
    public record Batches(@DefaultValue("30000") int batchEvents, @DefaultValue("4") int threads) {}
}
