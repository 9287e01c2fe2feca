package io.nodepulse.events.service;

import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import java.util.List;

/**
 * Ready means that every shard answers: without it none of its events are taken or projected. The
 * service works on with the shards that do.
 */
final class EventStoreHealth extends AbstractHealthIndicator {

    private final ValkeyEventStore store;

    EventStoreHealth(ValkeyEventStore store) {
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<Integer> away = store.shardsAway();
        if (away.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("shards_away", away);
        }
    }
}
