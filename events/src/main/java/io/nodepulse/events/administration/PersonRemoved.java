package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person may not sign in any more, and the person's sessions are over.
 *
 * @param name the person
 * @param at when
 */
public record PersonRemoved(String name, Instant at) implements AccountEvent {

    public PersonRemoved {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
    }
}
