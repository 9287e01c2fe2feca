package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A projection that could not go on in a shard was made to, with or without these events.
 *
 * @param projection its name in the API
 * @param shard the shard
 * @param kind why it could not go on
 * @param first sequence of the first event that it was about
 * @param last sequence of the last one
 * @param at when
 */
public record ProjectionRepaired(
        String projection, int shard, String kind, long first, long last, Instant at)
        implements AdministrationEvent {

    public ProjectionRepaired {
        Require.wholeMillis(at);
        Require.name("projection", projection, RebuildStarted.MAX_NAME_LENGTH);
        Require.name("kind", kind, RebuildStarted.MAX_NAME_LENGTH);
        Require.notNegative("shard", shard);
        Require.notNegative("first", first);
        Require.notNegative("last", last);
    }
}
