package io.nodepulse.events.administration;

import io.nodepulse.events.Require;

import java.time.Instant;

/**
 * A person may sign in from now on.
 *
 * @param name by which the person signs in, 1 to {@value #MAX_NAME_LENGTH} characters
 * @param role what the person may do
 * @param passwordHash the password as the password encoder hashed it; never the password
 * @param at when
 */
public record PersonAdded(String name, Role role, String passwordHash, Instant at)
        implements AccountEvent {

    /** Longest accepted name of a person, in UTF-16 characters. */
    public static final int MAX_NAME_LENGTH = 64;

    static final int MAX_HASH_LENGTH = 512;

    public PersonAdded {
        Require.wholeMillis(at);
        Require.name("name", name, MAX_NAME_LENGTH);
        Require.name("password_hash", passwordHash, MAX_HASH_LENGTH);
    }

    @Override
    public String toString() {
        return "PersonAdded[" + name + ", " + role + ", " + at + "]";
    }
}
