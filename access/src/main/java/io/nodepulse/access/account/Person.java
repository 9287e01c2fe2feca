package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody who may sign in with a password.
 *
 * @param name by which the person signs in
 * @param role what the person may do
 * @param passwordHash as the password encoder made it
 * @param addedAt since when the person is known
 * @param factor what has to be shown beside the password; null if nothing
 */
public record Person(
        String name,
        Role role,
        String passwordHash,
        Instant addedAt,
        @Nullable SecondFactor factor) {

    /** Somebody without a second factor. */
    public Person(String name, Role role, String passwordHash, Instant addedAt) {
        this(name, role, passwordHash, addedAt, null);
    }

    /**
     * What a session must name to be the person's: it changes with the password and the second
     * factor, so a session ends with those it began with.
     */
    public String credential() {
        return Sha256.hex(
                factor == null ? passwordHash : passwordHash + "\n" + factor.encryptedSecret());
    }

    Person withRole(Role changed) {
        return new Person(name, changed, passwordHash, addedAt, factor);
    }

    Person withPasswordHash(String changed) {
        return new Person(name, role, changed, addedAt, factor);
    }

    Person withFactor(@Nullable SecondFactor changed) {
        return new Person(name, role, passwordHash, addedAt, changed);
    }

    @Override
    public String toString() {
        return "Person[" + name + ", " + role + "]";
    }
}
