package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * All seals of the event store were recomputed.
 *
 * @param intact whether every entry was as it was sealed
 * @param at when
 */
public record HistoryVerified(boolean intact, Instant at) implements AdministrationEvent {

    public HistoryVerified {
        Require.wholeMillis(at);
    }
}
