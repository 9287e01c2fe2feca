package io.nodepulse.events.service;

import io.nodepulse.events.store.EventStoreUnavailableException;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Ready means that Valkey answers: without it no event is taken, and none is projected. */
final class EventStoreHealth extends AbstractHealthIndicator {

    private final ValkeyEventStore store;

    EventStoreHealth(ValkeyEventStore store) {
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            store.head(0);
            health.up();
        } catch (EventStoreUnavailableException e) {
            health.down();
        }
    }
}
