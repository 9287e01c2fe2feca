package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person signs in with another password from now on; sessions that began with the one before are
 * over.
 *
 * @param name the person
 * @param passwordHash the password as the password encoder hashed it; never the password
 * @param at when
 */
public record PersonPasswordChanged(String name, String passwordHash, Instant at)
        implements AccountEvent {

    public PersonPasswordChanged {
        Require.wholeMillis(at);
        Require.name("name", name, PersonAdded.MAX_NAME_LENGTH);
        Require.name("password_hash", passwordHash, PersonAdded.MAX_HASH_LENGTH);
    }

    @Override
    public String toString() {
        return "PersonPasswordChanged[" + name + ", " + at + "]";
    }
}
