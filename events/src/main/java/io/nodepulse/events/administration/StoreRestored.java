package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * An older copy of a shard was brought back. Signed events went with it; this one stands in the
 * shard that lost them.
 *
 * @param shard the shard
 * @param first sequence of the first event that went
 * @param last sequence of the last one
 * @param at when that was written down
 */
public record StoreRestored(int shard, long first, long last, Instant at)
        implements AdministrationEvent {

    public StoreRestored {
        Require.wholeMillis(at);
        Require.notNegative("shard", shard);
        Require.notNegative("first", first);
        Require.notNegative("last", last);
    }
}
