package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A projection is built anew from all events.
 *
 * @param projection its name in the API
 * @param at when
 */
public record RebuildStarted(String projection, Instant at) implements AdministrationEvent {

    static final int MAX_NAME_LENGTH = 128;

    public RebuildStarted {
        Require.wholeMillis(at);
        Require.name("projection", projection, MAX_NAME_LENGTH);
    }
}
