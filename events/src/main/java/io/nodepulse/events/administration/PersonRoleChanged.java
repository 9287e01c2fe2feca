package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person may do something else from now on.
 *
 * @param name the person
 * @param role what the person may do
 * @param at when
 */
public record PersonRoleChanged(String name, Role role, Instant at) implements AccountEvent {

    public PersonRoleChanged {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
    }
}
