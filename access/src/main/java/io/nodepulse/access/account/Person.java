package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import java.time.Instant;

/**
 * Somebody who may sign in with a password.
 *
 * @param name by which the person signs in
 * @param role what the person may do
 * @param passwordHash as the password encoder made it
 * @param addedAt since when the person is known
 */
public record Person(String name, Role role, String passwordHash, Instant addedAt) {

    /**
     * What a session must name to be the person's: it changes with the password, so a session ends
     * with the password it began with.
     */
    public String credential() {
        return Sha256.hex(passwordHash);
    }

    Person withRole(Role changed) {
        return new Person(name, changed, passwordHash, addedAt);
    }

    Person withPasswordHash(String changed) {
        return new Person(name, role, changed, addedAt);
    }

    @Override
    public String toString() {
        return "Person[" + name + ", " + role + "]";
    }
}
