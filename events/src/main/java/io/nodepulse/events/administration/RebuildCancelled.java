package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * The rebuild of a projection was given up; its tables stay as they are.
 *
 * @param projection its name in the API
 * @param at when
 */
public record RebuildCancelled(String projection, Instant at) implements AdministrationEvent {

    public RebuildCancelled {
        Require.wholeMillis(at);
        Require.name("projection", projection, RebuildStarted.MAX_NAME_LENGTH);
    }
}
