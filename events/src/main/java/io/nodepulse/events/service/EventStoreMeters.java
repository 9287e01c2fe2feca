package io.nodepulse.events.service;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.append.AppendObserver;

import java.time.Duration;

/** What {@code /metrics} says of appends. Thread-safe. */
final class EventStoreMeters implements AppendObserver {

    private final MeterRegistry registry;
    private final Timer calls;
    private final DistributionSummary appends;

    EventStoreMeters(MeterRegistry registry) {
        this.registry = registry;
        calls =
                Timer.builder("nodepulse.event.store.call")
                        .description("One call of the append function, with Valkey's fsync")
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2))
                        .register(registry);
        appends =
                DistributionSummary.builder("nodepulse.event.store.call.appends")
                        .description("Appends that shared a call and an fsync")
                        .register(registry);
    }

    @Override
    public void returned(int count, Duration took) {
        calls.record(took);
        appends.record(count);
    }

    /** Shows how many appends of that store wait. */
    void watch(ValkeyEventStore store) {
        Gauge.builder("nodepulse.event.store.waiting", store, ValkeyEventStore::waitingAppends)
                .description("Appends that wait for a call that is under way")
                .register(registry);
    }
}
