package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person needs no code beside the password any more, until they enrol another factor. Who did it
 * is in the metadata: the person, or an administrator. Sessions that began before are over.
 *
 * @param name the person
 * @param at when
 */
public record SecondFactorRemoved(String name, Instant at) implements AccountEvent {

    public SecondFactorRemoved {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
    }
}
